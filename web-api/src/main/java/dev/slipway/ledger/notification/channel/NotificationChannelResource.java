package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.notification.NotificationRepository;
import dev.slipway.ledger.notification.post.DeliveryException;
import dev.slipway.ledger.notification.post.Post;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Channels over HTTP. */
@Path("notification-channels")
@Tag(name = "Notifications")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class NotificationChannelResource {

    @Inject
    ChannelService service;

    @Inject
    ChannelRepository channels;

    @Inject
    NotificationRepository notifications;

    @Inject
    Post post;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "listNotificationChannels",
            summary = "List the notification channels",
            description = "Only the host of a webhook's address is shown.")
    @APIResponse(responseCode = "200", description = "All channels, by name.")
    public Page<NotificationChannelResponse> list() {
        List<NotificationChannel> all = channels.byName();
        Map<UUID, Long> waiting =
                notifications.waiting(all.stream().map(NotificationChannel::id).toList());
        return new Page<>(
                all.stream()
                        .map(channel -> NotificationChannelResponse.of(channel, waiting.getOrDefault(channel.id(), 0L)))
                        .toList(),
                null);
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "addNotificationChannel", summary = "Add a notification channel", description = """
                    It gets the events from now on: each once, with retries for three days if it is not accepted. For \
                    a webhook, only this response shows its signing key (Standard Webhooks).""")
    @APIResponseSchema(
            value = NotificationChannelResponse.class,
            responseCode = "201",
            responseDescription = "It is added.")
    public Response add(@Valid @BeanParam Idempotency idempotency, AddNotificationChannelRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        Principal caller = security.getUserPrincipal();
        NotificationChannelResponse added = service.add(request, caller.getName(), idempotency.key(caller, request));
        return Response.created(location.path(added.id().toString()).build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(added)
                .build();
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "getNotificationChannel", summary = "Show one channel")
    @APIResponse(responseCode = "200", description = "The channel.")
    public NotificationChannelResponse show(@PathParam("id") UUID id) {
        return NotificationChannelResponse.of(channel(id), notifications.waiting(id));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeNotificationChannel",
            summary = "Remove a channel",
            description = "Its secrets are removed, too; waiting notifications are not sent.")
    @APIResponse(responseCode = "204", description = "It is removed.")
    public Response remove(@PathParam("id") UUID id) {
        service.remove(id, security.getUserPrincipal().getName());
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/test")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "testNotificationChannel",
            summary = "Send a test message through a channel",
            description =
                    "At once, whatever the hour, and without retries. A channel that accepts it no longer counts as failing, and tries again what failed.")
    @APIResponse(responseCode = "200", description = "Whether the receiver accepted it, for all recipients.")
    public TestResponse test(@PathParam("id") UUID id) {
        NotificationChannel channel = channel(id);
        try {
            String shortfall = post.test(
                            channel, service.test(security.getUserPrincipal().getName()))
                    .shortfall();
            if (shortfall == null) {
                service.recovered(id);
            }
            return new TestResponse(shortfall == null, shortfall);
        } catch (DeliveryException e) {
            return new TestResponse(false, e.reason());
        }
    }

    private NotificationChannel channel(UUID id) {
        return channels.find(id).orElseThrow(NotFoundException::new);
    }
}
