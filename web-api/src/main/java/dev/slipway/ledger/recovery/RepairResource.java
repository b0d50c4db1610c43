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

/** Links between deployments and those that they repair, over HTTP. */
@Path("deployments/{id}/repair")
@Tag(name = "Recovery")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RepairResource {

    @Inject
    RecoveryService service;

    @Inject
    Deployers deployers;

    @Context
    SecurityContext security;

    /** The deployment that this one repairs. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getRepair", summary = "Show which earlier deployment a deployment repairs")
    @APIResponse(responseCode = "200", description = "What it repairs.")
    public RepairResponse show(@PathParam("id") UUID id) {
        return service.repair(id);
    }

    /** Says what a deployment repairs. */
    @PUT
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
