package dev.slipway.ledger.agent;

import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.feed.Waiters;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.http.Wait;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agent's work over HTTP. */
@Path("agent")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AgentResource {
    /** An agent polls for each environment; clients that follow a request must not use up its connections. */
    private static final ConnectionLimits LIMITS = new ConnectionLimits(32, 32, 32);

    private static final Set<Changed.Kind> NEWS = EnumSet.of(
            Changed.Kind.REQUEST, Changed.Kind.LOCK, Changed.Kind.SYNC, Changed.Kind.RESTART, Changed.Kind.GROUP);

    @Inject
    AgentService service;

    @Inject
    Waiters waiters;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** Whether an agent is present. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getAgent",
            summary = "Show whether an agent is connected",
            description =
                    "An agent counts as connected if it polled for work within the last 45 seconds or is working.")
    @APIResponse(responseCode = "200", description = "Whether one is connected.")
    public AgentResponse show() {
        return service.presence();
    }

    /** Claims the next work, at once or as soon as there is any. */
    @POST
    @Path("claims")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "claimWork",
            summary = "Claim the next task in an environment, in the caller's name",
            description = """
                    A task that the caller has claimed and not finished comes first. Otherwise, if nobody else holds \
                    the environment's lock, it is the sync, restart or allowed deployment request that was made first; \
                    the gate is evaluated again. The caller then holds the environment's lock for a minute: extend it \
                    (*extendLock*). There is no Idempotency-Key: if the response is lost, send the call again. With \
                    *resume*, the caller only takes the lock again for a task that it has begun, after it lost it, and \
                    no other task is claimed; the response is 204 if that task has ended, or if somebody else holds \
                    the lock. With *wait*, the response is sent when there is a task, or after that many seconds; and \
                    at once, with 204, when the desired state of the environment's server groups changes \
                    (*listDesiredServerGroups*).""")
    @APIResponseSchema(value = ClaimResponse.class, responseCode = "200", responseDescription = "The task.")
    @APIResponse(responseCode = "204", description = "There is no task.")
    @APIResponse(responseCode = "423", ref = "Locked")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public CompletionStage<Response> claim(@Valid @BeanParam Wait wait, ClaimRequest request) {
        String account = security.getUserPrincipal().getName();
        String environment = request.environment();
        // Before the agent is recorded as seen, so that it gets every later change.
        Optional<Instant> groupsSeenAt = service.groupsChangedAt(environment);
        service.recordSeen(account);
        return waiters.poll(
                        LIMITS,
                        new Holder(account, http.getRemoteAddr()),
                        wait.seconds(),
                        change -> NEWS.contains(change.kind()) && environment.equals(change.environment()),
                        () -> service.claim(environment, account, request.resume(), groupsSeenAt))
                .thenApply(work -> work.map(claimed -> Response.ok(claimed).build())
                        .orElseGet(() -> Response.noContent().build()));
    }
}
