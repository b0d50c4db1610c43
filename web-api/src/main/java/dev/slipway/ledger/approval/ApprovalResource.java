package dev.slipway.ledger.approval;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Approvals over HTTP. */
@Path("approvals")
@Tag(name = "Approvals")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ApprovalResource {

    @Inject
    ApprovalService service;

    @Inject
    ApprovalRepository approvals;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the approvals, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listApprovals", summary = "List the approvers' verdicts, newest first")
    @APIResponse(responseCode = "200", description = "One page of the verdicts.")
    public Page<ApprovalResponse> list(
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String ofService,
            @QueryParam("version") @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE) @Nullable
                    String version,
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @QueryParam("approver") @Pattern(regexp = Text.LINE, message = Text.LINE_RULE) @Nullable String approver,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        ApprovalFilter filter = new ApprovalFilter(ofService, version, environment, approver);
        return limit.page(
                most -> approvals.newestFirst(filter, after.cursor(), most),
                ApprovalResponse::of,
                approval -> new Cursor(approval.decidedAt(), approval.id()).toString());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getApproval", summary = "Show an approver's verdict")
    @APIResponse(responseCode = "200", description = "The verdict.")
    public ApprovalResponse show(@PathParam("id") UUID id) {
        return approvals.find(id).map(ApprovalResponse::of).orElseThrow(NotFoundException::new);
    }

    /** Records an approver's decision. */
    @POST
    @RolesAllowed(Roles.APPROVER)
    @Operation(
            operationId = "decideApproval",
            summary = "Approve or refuse a release for an environment, or a change of its configuration",
            description = "Each approver's latest verdict counts. A request that waits for it continues at once. For a"
                    + " configuration change, the verdict must name its request. Where the policy requires four eyes, the approval"
                    + " of a service account is refused.")
    @APIResponseSchema(value = ApprovalResponse.class, responseCode = "201", responseDescription = "It is recorded.")
    public Response decide(@Valid @BeanParam Idempotency idempotency, DecideRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        Approval decided = service.decide(
                request, security.getUserPrincipal().getName(), idempotency.key(security.getUserPrincipal(), request));
        return Response.created(location.path(decided.id().toString()).build())
                .entity(ApprovalResponse.of(decided))
                .build();
    }
}
