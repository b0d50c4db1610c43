package dev.slipway.ledger.figure;

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

/** The agent's reports of workers' metrics, over HTTP. */
@Path("agent/worker-figures")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class FigureReportResource {

    @Inject
    FigureService service;

    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportWorkerFigures",
            summary = "Report the metrics of services' workers",
            description = """
                    If a worker's configuration is outdated, or its archives differ from the rest of its group, a restart of \
                    the group is requested (*claimWork*), in the name of whoever applied the definition.""")
    @APIResponse(responseCode = "204", description = "It is stored.")
    public Response report(ReportFiguresRequest request) {
        service.report(request);
        return Response.noContent().build();
    }
}
