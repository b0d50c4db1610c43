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

/**
 * What deployments needed and repaired, over HTTP. The path is that of all deployments: one with an ID would hide from RESTEasy what else
 * there is below it.
 */
@Path("deployments")
@Tag(name = "Recovery")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RecoveryResource {

    @Inject
    RecoveryService service;

    @Inject
    Deployers deployers;

    @Context
    SecurityContext security;

    /** The intervention that a deployment needed, the deployment that it repairs, and those that repair it. */
    @GET
    @Path("{id}/recovery")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getRecovery",
            summary = "Show whether a deployment needed intervention, what it repairs, and what repairs it")
    @APIResponse(responseCode = "200", description = "The marks, and the earlier and later deployments.")
    public RecoveryResponse show(@PathParam("id") UUID id) {
        return service.show(id);
    }

    /** Says whether a deployment needed intervention. */
    @PUT
    @Path("{id}/intervention")
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

    /** Says what a deployment repairs. */
    @PUT
    @Path("{id}/repair")
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "linkRepair",
            summary = "Set which earlier deployment a rollback or a fix repairs, in the caller's name")
    @APIResponse(responseCode = "200", description = "It is stored.")
    public RepairResponse linkRepair(@PathParam("id") UUID id, LinkRepairRequest request) {
        deployers.require(service.serviceOf(id));
        return service.link(id, request, security.getUserPrincipal().getName());
    }
}
