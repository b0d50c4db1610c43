package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.feed.PollAnswer;
import dev.slipway.ledger.feed.Waiters;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.http.Wait;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import dev.slipway.ledger.request.State;
import dev.slipway.ledger.request.step.ReportStepsRequest;
import dev.slipway.ledger.request.step.StepItem;
import dev.slipway.ledger.request.step.StepRepository;
import dev.slipway.ledger.request.step.StepsResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The agent's steps for a request, over HTTP. */
@Path("deployment-requests/{id}/steps")
@Tag(name = "Deployment requests")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class StepResource {
    private static final int AT_ONCE = 500;

    @Inject
    ExecutionService service;

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    StepRepository steps;

    @Inject
    Waiters waiters;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** The steps after one, at once or when there are any. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listSteps",
            summary = "Follow the agent's steps for a deployment request",
            description = """
                    With *wait*, the response is sent when there is a step after *after*, when the request's state is \
                    no longer *state*, or after that many seconds; then send the call again, with the number of the \
                    last step as *after*.""")
    @APIResponseSchema(
            value = StepsResponse.class,
            responseCode = "200",
            responseDescription = "The request's state, and at most 500 steps.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public CompletionStage<StepsResponse> list(
            @PathParam("id") UUID id,
            @QueryParam("after")
                    @DefaultValue("0")
                    @Pattern(regexp = "^(0|[1-9][0-9]{0,4})$", message = "must be the number of a step, or 0")
                    @Parameter(
                            description = "The number of the last step that the client has.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", defaultValue = "0"))
                    String after,
            @QueryParam("state")
                    @OneOf(State.class)
                    @Parameter(
                            description = "The state that the client has.",
                            schema = @Schema(implementation = State.class))
                    @Nullable
                    String state,
            @Valid @BeanParam Wait wait) {
        int number = Integer.parseInt(after);
        State known = State.of(state);
        return waiters.poll(
                Waiters.FOLLOWERS,
                new Holder(security.getUserPrincipal().getName(), http.getRemoteAddr()),
                wait.seconds(),
                change -> change.concerns(Changed.Kind.REQUEST, id) || change.concerns(Changed.Kind.STEP, id),
                () -> {
                    // Read the state first: a client that sees a final state then has all steps.
                    State now = requests.state(id).orElseThrow(NotFoundException::new);
                    List<StepItem> items = steps.after(id, number, AT_ONCE);
                    boolean isReady = !items.isEmpty() || (known != null && known != now);
                    return new PollAnswer<>(new StepsResponse(now, items), isReady, null);
                });
    }

    /** Stores the agent's steps. */
    @POST
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportSteps",
            summary = "Report the steps of a deployment request",
            description = "For the agent that claimed it. Steps whose number was reported before are ignored.")
    @APIResponse(responseCode = "204", description = "The steps are stored.")
    public void report(@PathParam("id") UUID id, ReportStepsRequest request) {
        service.reportSteps(id, request, security.getUserPrincipal().getName());
    }
}
