package dev.slipway.ledger.notification;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Text;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Notifications over HTTP, sent and waiting ones. */
@Path("notifications")
@Tag(name = "Notifications")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class NotificationResource {

    @Inject
    NotificationRepository notifications;

    /** One page of them, the newest first. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "listNotifications",
            summary = "List the notifications, sent and waiting, the newest first",
            description = "Those of the last 90 days, each with the number of attempts, and why they failed.")
    @APIResponse(responseCode = "200", description = "One page of the notifications.")
    public Page<NotificationResponse> list(
            @QueryParam("channel") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String channel,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        int size = limit.size();
        Cursor cursor = after.cursor();
        return Page.of(
                notifications.newestFirst(
                        channel, cursor == null ? null : cursor.at(), cursor == null ? null : cursor.id(), size + 1),
                size,
                Function.identity(),
                last -> new Cursor(last.createdAt(), last.id()).toString());
    }
}
