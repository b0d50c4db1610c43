package dev.slipway.ledger.alert;

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
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Alerts over HTTP. */
@Path("alerts")
@Tag(name = "Notifications")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AlertResource {

    @Inject
    AlertRepository alerts;

    /** One page of the alerts, most recently opened first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listAlerts",
            summary = "List the alerts, newest first",
            description =
                    "Conditions that need attention. Each is opened once, says what is wrong now, and is closed when"
                            + " it is over.")
    @APIResponse(responseCode = "200", description = "One page of the alerts.")
    public Page<AlertResponse> list(
            @QueryParam("state")
                    @Pattern(regexp = "^(open|closed)$", message = "must be one of open, closed")
                    @Parameter(schema = @Schema(enumeration = {"open", "closed"}))
                    @Nullable
                    String state,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        Boolean isOpen = state == null ? null : state.equals("open");
        return limit.page(
                most -> alerts.newestFirst(isOpen, after.cursor(), most),
                AlertResponse::of,
                alert -> new Cursor(alert.openedAt(), alert.id()).toString());
    }
}
