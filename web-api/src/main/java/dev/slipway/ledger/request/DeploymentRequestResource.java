package dev.slipway.ledger.request;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.feed.PollAnswer;
import dev.slipway.ledger.feed.Waiters;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.identity.job.JobTokenParameter;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.http.Wait;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.request.admission.Job;
import dev.slipway.ledger.request.execution.ExecutionService;
import dev.slipway.ledger.service.ServiceService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deployment requests over HTTP. */
@Path("deployment-requests")
@Tag(name = "Deployment requests")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DeploymentRequestResource {
    @Inject
    DeploymentRequestService service;

    @Inject
    ExecutionService executions;

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    Responses responses;

    @Inject
    JobTokenService jobTokens;

    @Inject
    ServiceService services;

    @Inject
    ArchiveService archives;

    @Inject
    Waiters waiters;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** One page of the requests, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDeploymentRequests", summary = "List the deployment requests, newest first")
    @APIResponse(responseCode = "200", description = "One page of the requests.")
    public Page<DeploymentRequestResponse> list(
            @QueryParam("state")
                    @OneOf(State.class)
                    @Parameter(schema = @Schema(implementation = State.class))
                    @Nullable
                    String state,
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String ofService,
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @QueryParam("version") @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE) @Nullable
                    String version,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        int size = limit.size();
        List<DeploymentRequest> rows = requests.newestFirst(
                new DeploymentRequestFilter(State.of(state), ofService, environment, version),
                after.cursor(),
                size + 1);
        return Page.of(
                rows, size, responses.of(rows), request -> new Cursor(request.requestedAt(), request.id()).toString());
    }

    /** One request; for version 0.2.0 of the verb {@code gate}, which asks again as soon as it is answered, also when it is decided. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDeploymentRequest", summary = "Show one deployment request", description = """
                    *wait* is deprecated: *listSteps*, with `waiting` as the state, waits for the same. With it, the response \
                    is sent when the request is no longer waiting, or after that many seconds.""")
    @APIResponseSchema(
            value = DeploymentRequestResponse.class,
            responseCode = "200",
            responseDescription = "The request.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public CompletionStage<DeploymentRequestResponse> show(@PathParam("id") UUID id, @Valid @BeanParam Wait wait) {
        return waiters.poll(
                Waiters.FOLLOWERS,
                new Holder(security.getUserPrincipal().getName(), http.getRemoteAddr()),
                wait.seconds(),
                change -> change.concerns(Changed.Kind.REQUEST, id),
                () -> {
                    DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
                    return new PollAnswer<>(responses.of(request), request.state() != State.WAITING, null);
                });
    }

    /** Requests a deployment. */
    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(operationId = "requestDeployment", summary = "Request a deployment", description = """
                    The gate decides at once whether the request is allowed, refused or waiting. The agent executes a \
                    request for it as soon as that is allowed; its archive must be stored (*uploadArchive*), and the \
                    same request, sent again before it is over, returns the first one. For a service without a \
                    definition, the first request of this kind creates one, unless the gate refuses it: workers of its \
                    own in that environment, and nothing else.""")
    @APIResponseSchema(
            value = DeploymentRequestResponse.class,
            responseCode = "201",
            responseDescription = "The request was created, and decided if nothing is missing.")
    @APIResponse(responseCode = "423", ref = "Locked")
    @APIResponse(
            responseCode = "200",
            description = "The unfinished request for the same deployment.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeploymentRequestResponse.class)))
    public Response request(
            @Valid @BeanParam Idempotency idempotency,
            @Valid @BeanParam JobTokenParameter jobToken,
            RequestDeploymentRequest request) {
        deployers.require(request.service());
        boolean isAgent = security.isUserInRole(Roles.AGENT);
        if (isAgent == (request.syncId() == null)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    isAgent
                            ? "An agent asks only for what belongs to a sync that it runs: name its syncId."
                            : "Only an agent asks for what belongs to a sync: leave the syncId out.");
        }
        Initiator caller = Initiator.caller(security, http);
        UriBuilder location = uri.getAbsolutePathBuilder();
        Job job = Job.of(security, jobTokens.read(jobToken, () -> services.namesProject(request.service())));
        RequestOutcome outcome = service.request(
                request,
                mayRead(request.artifactDigest(), caller),
                caller,
                job,
                idempotency.key(security.getUserPrincipal(), request));
        DeploymentRequestResponse response = responses.of(outcome.request());
        return outcome.isJoined()
                ? Response.ok(response).build()
                : Response.created(
                                location.path(outcome.request().id().toString()).build())
                        .entity(response)
                        .build();
    }

    /** Whether the caller may read the archive that they name. Pages name the one that the ledger gave them. */
    private boolean mayRead(@Nullable String digest, Initiator caller) {
        return digest != null
                && caller.channel() != Channel.PAGE
                && deployers.mayDeployAny(archives.holders(new Digest(digest)));
    }

    /** Withdraws a request, or gives it up. */
    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "withdrawDeploymentRequest",
            summary = "Withdraw an open deployment request",
            description = """
                    Who withdrew it, and why, is kept as an event of the audit, `request.withdrawn`. A running one can be \
                    given up once its agent has not reported for five minutes (*silentSince*): it then ends as a failed \
                    deployment.""")
    @APIResponse(responseCode = "200", description = "It was withdrawn or given up.")
    public DeploymentRequestResponse withdraw(@PathParam("id") UUID id, WithdrawRequest request) {
        DeploymentRequest found = requests.find(id).orElseThrow(NotFoundException::new);
        deployers.require(found.candidate().service());
        String caller = security.getUserPrincipal().getName();
        return responses.of(
                found.state() == State.RUNNING
                        ? executions.giveUp(id, request.comment(), caller)
                        : service.withdraw(id, request.comment(), caller));
    }
}
