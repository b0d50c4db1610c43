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

/** The differences from the previous deployment, over HTTP. */
@Path("deployments/{id}/differences")
@Tag(name = "Deployments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DifferenceResource {

    @Inject
    ChangeService changes;

    /** Compares archive and configuration with the previous deployment's. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getDeploymentDifferences",
            summary = "Show how a deployment differs from the one before it",
            description = """
                    The one before is the service's last successful deployment of a known release there. Variables are \
                    shown with both values, secrets only as changed.""")
    @APIResponse(
            responseCode = "200",
            description = "Archive and configuration, each compared with the previous deployment.")
    public DifferencesResponse show(@PathParam("id") UUID id) {
        return changes.differences(id).orElseThrow(NotFoundException::new);
    }
}
