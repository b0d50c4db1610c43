package dev.slipway.ledger.gitlab;

import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.Page;
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

/** GitLab's reports on a deployment, over HTTP. */
@Path("deployments/{id}/confirmations")
@Tag(name = "Deployments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfirmationResource {

    @Inject
    ConfirmationRepository confirmations;

    @Inject
    DeploymentQueryService deployments;

    /** GitLab's status of its deployment, and of its pipeline. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listConfirmations",
            summary = "List GitLab's confirmations of a deployment, the newest first")
    @APIResponse(responseCode = "200", description = "The confirmations; empty if GitLab made no such deployment.")
    public Page<ConfirmationResponse> list(@PathParam("id") UUID id) {
        if (deployments.find(id).isEmpty()) {
            throw new NotFoundException();
        }
        return new Page<>(
                confirmations.of(id).stream().map(ConfirmationResponse::of).toList(), null);
    }
}
