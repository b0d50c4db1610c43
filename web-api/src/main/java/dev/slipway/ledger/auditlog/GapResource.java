package dev.slipway.ledger.auditlog;

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

/** Gaps over HTTP. */
@Path("gaps")
@Tag(name = "Workers")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class GapResource {

    @Inject
    AuditLogRepository logs;

    /** One page of the gaps, most recently detected first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listGaps",
            summary = "List the gaps in the workers' audit logs, newest first",
            description = "Deployments made in a gap may be missing in the ledger.")
    @APIResponse(responseCode = "200", description = "One page of the gaps.")
    public Page<GapResponse> list(@Valid @BeanParam Limit limit, @Valid @BeanParam After after) {
        int size = limit.size();
        return Page.of(
                logs.newestFirst(after.cursor(), size + 1),
                size,
                GapResponse::of,
                gap -> new Cursor(gap.detectedAt(), gap.id()).toString());
    }
}
