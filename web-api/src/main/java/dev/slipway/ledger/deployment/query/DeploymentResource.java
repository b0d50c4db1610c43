package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.deployment.record.RecordingService;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deployments over HTTP. */
@Path("deployments")
@Tag(name = "Deployments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DeploymentResource {

    @Inject
    RecordingService recordings;

    @Inject
    DeploymentQueryRepository deployments;

    @Inject
    DeploymentQueryService queries;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the deployments, most recently started first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDeployments",
            summary = "List the deployments, most recently started first; or what is live, by name")
    @APIResponse(responseCode = "200", description = "One page of the deployments.")
    public Page<DeploymentResponse> list(
            @Valid @BeanParam DeploymentQuery query,
            @QueryParam("live")
                    @DefaultValue("false")
                    @Pattern(regexp = Text.BOOLEAN, message = Text.BOOLEAN_RULE)
                    @Parameter(
                            description =
                                    "Only the live one of each service in each environment, ordered by their names.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String live,
            @Valid @BeanParam Limit limit,
            @QueryParam("after")
                    @Pattern(regexp = Cursor.FORM + "|" + LiveCursor.FORM, message = Cursor.FORM_RULE)
                    @Nullable
                    String after) {
        boolean isPlace = after != null && after.matches(LiveCursor.FORM);
        if (after != null && isPlace != Boolean.parseBoolean(live)) {
            throw ProblemException.invalid(List.of(new Violation("after", Cursor.FORM_RULE)));
        }
        return Boolean.parseBoolean(live)
                ? limit.page(
                        most -> queries.live(query.filter(), LiveCursor.parse(after), most),
                        Function.identity(),
                        deployment -> LiveCursor.of(deployment).toString())
                : limit.page(
                        most -> newestFirst(query.filter(), Cursor.parse(after), most),
                        Function.identity(),
                        deployment -> new Cursor(deployment.startedAt(), deployment.id()).toString());
    }

    /** A query served by one index needs no time budget, and so no transaction for it. */
    private List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        return filter.isCheap()
                ? deployments.newestFirst(filter, after, limit)
                : queries.newestFirst(filter, after, limit);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDeployment", summary = "Show one deployment")
    @APIResponse(responseCode = "200", description = "The deployment.")
    public DeploymentResponse show(@PathParam("id") UUID id) {
        DeploymentResponse found = deployments.show(id).orElseThrow(NotFoundException::new);
        return found.failureLog() == null || deployers.mayReadLog(found.service()) ? found : found.withoutFailureLog();
    }

    /** Records a deployment, in the caller's name. */
    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(
            operationId = "recordDeployment",
            summary = "Record a deployment, in the caller's name",
            description =
                    "If the environment has a policy, within a day of its end; an admin can also record older ones."
                            + " What a worker's audit log shows of the same deployment is added to the record, whose channel is"
                            + " then the observed one.")
    @APIResponseSchema(value = DeploymentResponse.class, responseCode = "201", responseDescription = "It is recorded.")
    public Response record(@Valid @BeanParam Idempotency idempotency, RecordDeploymentRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.require(request.service());
        Principal caller = security.getUserPrincipal();
        DeploymentResponse recorded = recordings.record(
                request,
                new Recorder(caller.getName(), security.isUserInRole(Roles.ADMIN)),
                idempotency.key(caller, request));
        return Response.created(location.path(recorded.id().toString()).build())
                .entity(recorded)
                .build();
    }
}
