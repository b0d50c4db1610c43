package dev.slipway.ledger.sync;

import static java.util.Objects.requireNonNull;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
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
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Syncs over HTTP. */
@Path("syncs")
@Tag(name = "Syncs")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SyncResource {

    @Inject
    SyncService service;

    @Inject
    SyncRepository syncs;

    @Inject
    ServiceService services;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** One page of the syncs, most recently requested first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listSyncs", summary = "List the syncs, the most recently requested first")
    @APIResponse(responseCode = "200", description = "One page of the syncs.")
    public Page<SyncResponse> list(
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @QueryParam("state")
                    @OneOf(
                            value = SyncState.class,
                            only = {"asked", "running", "done", "failed"})
                    @Parameter(schema = @Schema(enumeration = {"asked", "running", "done", "failed"}))
                    @Nullable
                    String state,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        return limit.page(
                most -> syncs.newestFirst(SyncState.of(state), environment, after.cursor(), most),
                SyncResponse::of,
                sync -> new Cursor(sync.requestedAt(), sync.id()).toString());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getSync", summary = "Show one sync")
    @APIResponse(responseCode = "200", description = "The sync.")
    public SyncResponse show(@PathParam("id") UUID id) {
        return syncs.find(id).map(SyncResponse::of).orElseThrow(NotFoundException::new);
    }

    /** Requests a sync of an environment's workers. */
    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "requestSync",
            summary = "Request a sync of an environment's workers, in the caller's name",
            description = """
                    The line's agent executes it; the ledger records the request and its result. A pipeline cannot \
                    sync a service whose GitLab project is set, since a sync takes no job's token; people can.""")
    @APIResponseSchema(value = SyncResponse.class, responseCode = "201", responseDescription = "It is requested.")
    public Response request(@Valid @BeanParam Idempotency idempotency, AskSyncRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.requireOrAll(request.service());
        expectPerson(request.service());
        Sync sync = service.requestSync(
                request, Initiator.caller(security, http), idempotency.key(security.getUserPrincipal(), request));
        return Response.created(location.path(sync.id().toString()).build())
                .entity(SyncResponse.of(sync))
                .build();
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "endSync",
            summary = "Report the result of a sync that the agent claimed",
            description = """
                    This also releases the environment's lock. Repeating the call changes nothing. A sync whose agent \
                    has not reported for 15 minutes counts as failed, until the agent reports otherwise.""")
    @APIResponse(responseCode = "200", description = "The result is recorded.")
    public SyncResponse end(@PathParam("id") UUID id, EndSyncRequest request) {
        return SyncResponse.of(service.end(
                id,
                requireNonNull(SyncState.of(request.state())),
                request.detail(),
                security.getUserPrincipal().getName()));
    }

    /**
     * Requires a person, if the named service names its GitLab project. Without a service, each part is checked when
     * the agent requests it.
     */
    private void expectPerson(@Nullable String ofService) {
        if (ofService != null
                && MachineAccount.is(security.getUserPrincipal().getName())
                && services.namesProject(ofService)) {
            throw new ProblemException(
                    ProblemType.JOB_TOKEN_REFUSED,
                    "Pipelines of " + ofService + " send a job's token. " + SyncOrder.TAKES_NO_JOB_TOKEN,
                    new Violation("service", "names its GitLab project"));
        }
    }
}
