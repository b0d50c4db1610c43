package dev.slipway.ledger.rotation;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** That a secret got another value, over HTTP. */
@Path("agent/rotation")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RotationReportResource {

    @Inject
    RotationService service;

    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportRotation",
            summary = "Report that a secret of the line was rotated",
            description =
                    "It is kept as an event, `secret.rotated`; reporting it again has no effect. Never send the value.")
    @APIResponse(responseCode = "204", description = "It is stored.")
    public Response report(ReportRotationRequest request) {
        service.record(request);
        return Response.noContent().build();
    }
}
