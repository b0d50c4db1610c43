package dev.slipway.ledger.recovery;

import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether deployments needed intervention, over HTTP. */
@Path("deployments/{id}/intervention")
@Tag(name = "Recovery")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class InterventionResource {

    @Inject
    RecoveryService service;

    @Inject
    Deployers deployers;

    @Context
    SecurityContext security;

    /** Whether a deployment needed intervention. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getIntervention", summary = "Show whether a deployment needed intervention")
    @APIResponse(responseCode = "200", description = "Whether it did.")
    public InterventionResponse show(@PathParam("id") UUID id) {
        return service.intervention(id);
    }

    /** Says whether a deployment needed intervention. */
    @PUT
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "markIntervention",
            summary = "Mark whether a deployment needed intervention, in the caller's name",
            description = """
                    If only the note changes, the time stays. *isNeeded: false* is stored, with its note, only for a \
                    deployment that was marked before.""")
    @APIResponse(responseCode = "200", description = "What is stored.")
    public InterventionResponse markIntervention(@PathParam("id") UUID id, MarkInterventionRequest request) {
        deployers.require(service.serviceOf(id));
        return service.mark(id, request, security.getUserPrincipal().getName());
    }
}
