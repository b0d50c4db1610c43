package dev.slipway.ledger.backup;

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

/** Receives reports on backups over HTTP. */
@Path("agent/backup")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BackupReportResource {

    @Inject
    BackupService service;

    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportBackup",
            summary = "Report a backup's result",
            description =
                    "A later report with the same `takenAt` replaces the earlier one; a backup once verified stays verified.")
    @APIResponse(responseCode = "204", description = "It is stored.")
    public Response report(ReportBackupRequest request) {
        service.store(request);
        return Response.noContent().build();
    }
}
