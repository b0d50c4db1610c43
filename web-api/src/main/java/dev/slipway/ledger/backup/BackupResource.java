package dev.slipway.ledger.backup;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The line's backups over HTTP. */
@Path("backups")
@Tag(name = "Backups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BackupResource {

    @Inject
    BackupService service;

    /** One page of them, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listBackups",
            summary = "List the line's backups, newest first",
            description = "With failed attempts; empty if no backup was ever set up.")
    @APIResponse(responseCode = "200", description = "One page of the backups.")
    public Page<BackupResponse> list(@Valid @BeanParam Limit limit, @Valid @BeanParam After after) {
        return limit.page(
                most -> service.newestFirst(after.cursor(), most),
                BackupResponse::of,
                backup -> new Cursor(backup.takenAt, backup.id).toString());
    }
}
