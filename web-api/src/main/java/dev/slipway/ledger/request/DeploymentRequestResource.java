package dev.slipway.ledger.request;

import dev.slipway.ledger.approval.ApprovalResponse;
import dev.slipway.ledger.approval.ApprovalService;
import dev.slipway.ledger.http.Places.Holder;
import dev.slipway.ledger.idempotency.IdempotencyKey;
import dev.slipway.ledger.page.Cursor;
import dev.slipway.ledger.page.Limit;
import dev.slipway.ledger.page.Page;
import dev.slipway.ledger.problem.Problem;
import dev.slipway.ledger.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
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
@RequestScoped
public class DeploymentRequestResource {
    @Inject
    DeploymentRequestService service;

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    ApprovalService approvals;

    @Inject
    Waiters waiters;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** One page of the requests, the last made first. */
    @GET
    @RolesAllowed("viewer")
    @Operation(operationId = "listDeploymentRequests", summary = "List the deployment requests, the last made first")
    @APIResponse(responseCode = "200", description = "One page of the requests.")
    public Page<DeploymentRequestResponse> list(
            @QueryParam("state")
                    @Pattern(regexp = State.FORM, message = State.FORM_RULE)
                    @Parameter(schema = @Schema(implementation = State.class))
                    @Nullable
                    String state,
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String ofService,
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Cursor.FORM, message = Cursor.FORM_RULE) @Nullable String after) {
        int size = limit.size();
        List<DeploymentRequest> rows = requests.newestFirst(
                new DeploymentRequestFilter(State.of(state), ofService, environment), Cursor.parse(after), size + 1);
        List<ApprovalResponse> said = approvals(rows);
        return Page.of(
                rows,
                size,
                request -> DeploymentRequestResponse.of(request, said),
                request -> new Cursor(request.requestedAt(), request.id()).toString());
    }

    /** One request, at once or when it is decided. */
    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    @Operation(
            operationId = "getDeploymentRequest",
            summary = "Show one deployment request, if wanted not before it is decided",
            description = """
                    With *wait* the answer comes when the request does not wait any more, or after so many seconds; ask \
                    again then.""")
    @APIResponseSchema(
            value = DeploymentRequestResponse.class,
            responseCode = "200",
            responseDescription = "The request.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public CompletionStage<DeploymentRequestResponse> show(
            @PathParam("id") UUID id,
            @QueryParam("wait")
                    @DefaultValue("0")
                    @Pattern(regexp = "^([12]?[0-9]|30)$", message = "must be a whole number from 0 to 30")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "0",
                                            maximum = "30",
                                            defaultValue = "0"))
                    String wait) {
        int seconds = Integer.parseInt(wait);
        DeploymentRequest request = requests.find(id).orElseThrow(NotFoundException::new);
        if (seconds == 0 || request.state() != State.WAITING) {
            return CompletableFuture.completedFuture(response(request));
        }
        Holder holder = new Holder(security.getUserPrincipal().getName(), http.getRemoteAddr());
        return waiters.join(id, seconds, holder)
                .thenApply(then -> response(requests.find(id).orElseThrow(NotFoundException::new)));
    }

    /** Asks for a deployment. */
    @POST
    @RolesAllowed("deployer")
    @Operation(
            operationId = "requestDeployment",
            summary = "Ask for a deployment to be let through",
            description = "The gate is asked at once. What it allows, refuses or lets wait is the request's state.")
    @APIResponseSchema(
            value = DeploymentRequestResponse.class,
            responseCode = "201",
            responseDescription = "It is asked for, and if nothing is missing, decided.")
    public Response request(
            @HeaderParam(IdempotencyKey.HEADER)
                    @Pattern(regexp = IdempotencyKey.FORM, message = IdempotencyKey.FORM_RULE)
                    @Nullable
                    String idempotencyKey,
            RequestDeploymentRequest request) {
        DeploymentRequest made = service.request(
                request,
                security.getUserPrincipal().getName(),
                IdempotencyKey.of(idempotencyKey, security.getUserPrincipal(), request));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(made.id().toString()).build())
                .entity(response(made))
                .build();
    }

    /** Takes a request back. */
    @POST
    @Path("{id}/withdrawal")
    @RolesAllowed("deployer")
    @Operation(operationId = "withdrawDeploymentRequest", summary = "Take a deployment request back, while it is open")
    @APIResponse(responseCode = "200", description = "It is withdrawn.")
    public DeploymentRequestResponse withdraw(@PathParam("id") UUID id, WithdrawRequest request) {
        return response(service.withdraw(
                id, request.comment(), security.getUserPrincipal().getName()));
    }

    private DeploymentRequestResponse response(DeploymentRequest request) {
        return DeploymentRequestResponse.of(request, approvals(List.of(request)));
    }

    private List<ApprovalResponse> approvals(List<DeploymentRequest> rows) {
        return approvals
                .inForce(
                        rows.stream()
                                .map(row -> row.candidate().release().id())
                                .distinct()
                                .toList(),
                        rows.stream()
                                .map(row -> row.candidate().environment().id())
                                .distinct()
                                .toList())
                .stream()
                .map(ApprovalResponse::of)
                .toList();
    }
}
