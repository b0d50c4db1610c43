package dev.slipway.ledger.feed.stream;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcPrincipal;

/** The feed over HTTP, as server-sent events. */
@Path("events")
@Tag(name = "Events")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@ApplicationScoped
public class EventResource {
    private static final String EXAMPLE = """
            event: changed
            id: 4f0c8d8e-6a8c-4a55-9f0e-0d3a86a3b5a7-17
            data: {"kind":"deployment","id":"019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a","service":"web-shop","environment":"production"}

            """;

    @Inject
    Streams streams;

    @Inject
    Clock clock;

    @Context
    Request request;

    @Context
    HttpServletRequest http;

    /**
     * Streams all changes from now on for some minutes, or until the token expires or the session ends. Clients then
     * reconnect.
     */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followEvents", summary = "Follow what changes", description = """
                    Server-sent events. `changed` says what changed, as an object with `kind`, `id`, `service` and \
                    `environment`; `reset` says that changes may have been missed: reload what you show. A comment is \
                    sent every 15 seconds. The stream ends after some minutes, and with the caller's token; reconnect with \
                    `Last-Event-ID`, as browsers do automatically, and nothing is missed.""")
    @APIResponse(
            responseCode = "200",
            description = "The stream.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples = @ExampleObject(name = "A deployment was recorded", value = EXAMPLE)))
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public void follow(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse) {
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            sink.close();
            return;
        }
        HttpSession session = http.getSession(false);
        String id = session == null ? null : session.getId();
        streams.add(
                new Stream(
                        sink,
                        sse,
                        Streams.until(clock.instant(), tokenExpires()),
                        id,
                        new Holder(http.getUserPrincipal().getName(), http.getRemoteAddr())),
                lastEventId);
    }

    private Instant tokenExpires() {
        return http.getUserPrincipal() instanceof OidcPrincipal<?> principal
                        && principal.getOidcSecurityContext().getToken() != null
                ? Instant.ofEpochSecond(
                        principal.getOidcSecurityContext().getToken().getExpiration())
                : Instant.MAX;
    }
}
