package dev.slipway.ledger.threads;

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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The thread dumps that the agent is to get, over HTTP. */
@Path("agent/thread-dumps")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ThreadDumpAgentResource {
    private static final ConnectionLimits LIMITS = new ConnectionLimits(8, 8, 8);

    @Inject
    ThreadDumpService service;

    @Inject
    Waiters waiters;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** Claims the requested ones, at once or when there are some. */
    @POST
    @Path("claims")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "claimThreadDumps",
            summary = "Claim the requested thread dumps",
            description = "With *wait*, the response is sent when there is one, or after that many seconds.")
    @APIResponseSchema(
            value = ThreadDumpClaims.class,
            responseCode = "200",
            responseDescription = "The requested thread dumps, with their workers.")
    @APIResponse(responseCode = "204", description = "None is requested.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public CompletionStage<Response> claim(@Valid @BeanParam Wait wait, ClaimThreadDumpsRequest request) {
        return waiters.poll(
                        LIMITS,
                        new Holder(security.getUserPrincipal().getName(), http.getRemoteAddr()),
                        wait.seconds(),
                        change -> change.kind() == Changed.Kind.THREADS,
                        () -> service.claim(request.environments()))
                .thenApply(claims -> claims.isEmpty()
                        ? Response.noContent().build()
                        : Response.ok(new ThreadDumpClaims(claims)).build());
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.AGENT)
    @Operation(operationId = "answerThreadDump", summary = "Report a thread dump, or why there is none")
    @APIResponse(responseCode = "204", description = "It is kept for ten minutes.")
    public Response answer(@PathParam("id") UUID id, AnswerThreadDumpRequest request) {
        service.answer(id, request);
        return Response.noContent().build();
    }
}
