package dev.slipway.ledger.change;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The changes that a deployment brought, over HTTP. */
@Path("deployments/{id}/changes")
@Tag(name = "Deployments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ChangeResource {

    @Inject
    ChangeService changes;

    /** The commits since the previous release. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDeploymentChanges", summary = "Show what changed with a deployment")
    @APIResponse(responseCode = "200", description = "The commits since the previous release.")
    public ChangesResponse show(@PathParam("id") UUID id) {
        return changes.of(id).orElseThrow(NotFoundException::new);
    }
}
