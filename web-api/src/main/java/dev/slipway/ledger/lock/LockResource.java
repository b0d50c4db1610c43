package dev.slipway.ledger.lock;

import dev.slipway.ledger.identity.Roles;
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
import jakarta.ws.rs.DELETE;
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
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Locks over HTTP. */
@Path("locks")
@Tag(name = "Locks")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LockResource {

    @Inject
    LockService service;

    @Inject
    LockRepository locks;

    @Inject
    Clock clock;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the locks in force, by environment. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listLocks", summary = "List the locks that are in force, by environment")
    @APIResponse(responseCode = "200", description = "One page of the locks; at most one for each environment.")
    public Page<LockResponse> list(
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Text.NAME, message = Cursor.FORM_RULE) @Nullable String after) {
        return limit.page(
                most -> locks.inForce(environment, clock.instant(), after, most),
                LockResponse::of,
                lock -> lock.environment().name());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getLock", summary = "Show one lock")
    @APIResponse(responseCode = "200", description = "The lock.")
    public LockResponse show(@PathParam("id") UUID id) {
        return locks.find(id).map(LockResponse::of).orElseThrow(NotFoundException::new);
    }

    /** Acquires an environment's lock. */
    @POST
    @RolesAllowed(Roles.DEPLOYER)
    @Operation(
            operationId = "acquireLock",
            summary = "Take an environment's lock, in the caller's name",
            description = """
                    Only one client can hold it, until it is released or expires: after the requested number of \
                    seconds, unless it is extended. There is no Idempotency-Key: if the response is lost, wait until \
                    the lock expires.""")
    @APIResponseSchema(value = LockResponse.class, responseCode = "201", responseDescription = "The caller holds it.")
    @APIResponse(responseCode = "423", ref = "Locked")
    public Response acquire(AcquireLockRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        DeploymentLock lock =
                service.acquire(request, security.getUserPrincipal().getName());
        return Response.created(location.path(lock.id().toString()).build())
                .entity(LockResponse.of(lock))
                .build();
    }

    @PUT
    @Path("{id}")
    @RolesAllowed({Roles.DEPLOYER, Roles.AGENT})
    @Operation(
            operationId = "extendLock",
            summary = "Extend a lock",
            description = "By its holder, or an admin. 404 means that it has expired; somebody else may have locked the"
                    + " environment since.")
    @APIResponse(responseCode = "200", description = "It is held until then.")
    public LockResponse extend(@PathParam("id") UUID id, ExtendLockRequest request) {
        return LockResponse.of(service.extend(
                id, request.seconds(), security.getUserPrincipal().getName(), security.isUserInRole(Roles.ADMIN)));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.DEPLOYER, Roles.AGENT})
    @Operation(
            operationId = "releaseLock",
            summary = "Release a lock",
            description = "By its holder, or an admin. An expired lock is already released.")
    @APIResponse(responseCode = "204", description = "It is released.")
    public void release(@PathParam("id") UUID id) {
        service.release(id, security.getUserPrincipal().getName(), security.isUserInRole(Roles.ADMIN));
    }
}
