package dev.slipway.ledger.recovery;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The repairs of deployments, over HTTP. */
@Path("deployments/{id}/recovery")
@Tag(name = "Recovery")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RecoveryResource {

    @Inject
    RecoveryService service;

    /** The deployment that this one repairs, and those that repair it. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getRecovery", summary = "Show what a deployment repairs, and what repairs it")
    @APIResponse(responseCode = "200", description = "The earlier and later deployments.")
    public RecoveryResponse show(@PathParam("id") UUID id) {
        return service.show(id);
    }
}
