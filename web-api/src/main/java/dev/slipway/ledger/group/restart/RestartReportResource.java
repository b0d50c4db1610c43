package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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

/** Receives the agent's reports of restarts over HTTP. */
@Path("agent/restarts")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RestartReportResource {

    @Inject
    RestartService service;

    @Context
    SecurityContext security;

    /** How far one is, or how it ended. */
    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.AGENT)
    @Operation(operationId = "reportRestart", summary = "Report the progress of a claimed restart", description = """
                    The last report also releases the environment's lock. Repeating a report changes nothing. A \
                    restart without a report for 15 minutes counts as failed, until the agent reports how it ended.""")
    @APIResponse(responseCode = "200", description = "It is stored.")
    public RestartResponse report(@PathParam("id") UUID id, ReportRestartRequest request) {
        return RestartResponse.of(
                service.report(id, request, security.getUserPrincipal().getName()));
    }
}
