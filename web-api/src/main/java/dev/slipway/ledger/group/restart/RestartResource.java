package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.group.ServerGroupRepository;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

/** Restarts of a server group's workers over HTTP. */
@Path("server-groups/{service}/{environment}/restarts")
@Tag(name = "Server groups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RestartResource {

    @Inject
    RestartService service;

    @Inject
    RestartRepository restarts;

    @Inject
    ServerGroupRepository groups;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** One page of the restarts of a server group, the most recently requested first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listRestarts",
            summary = "List the restarts of a server group, the most recently requested first")
    @APIResponse(responseCode = "200", description = "One page of the restarts; 404 if there never was a server group.")
    public Page<RestartResponse> list(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        if (groups.find(serviceName, environment).isEmpty()) {
            throw new NotFoundException();
        }
        int size = limit.size();
        return Page.of(
                restarts.newestFirst(serviceName, environment, after.cursor(), size + 1),
                size,
                RestartResponse::of,
                restart -> new Cursor(restart.requestedAt(), restart.id()).toString());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getRestart", summary = "Show one restart, with its steps")
    @APIResponse(responseCode = "200", description = "The restart.")
    public RestartResponse show(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            @PathParam("id") UUID id) {
        return restarts.find(id)
                .filter(restart -> restart.service().name().equals(serviceName)
                        && restart.environment().name().equals(environment))
                .map(RestartResponse::of)
                .orElseThrow(NotFoundException::new);
    }

    /** The content of a request, which a repeated one must match. */
    private record Restarted(
            String service, String environment, @Nullable String reason) {}

    /** Requests a restart of a server group's workers. */
    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "requestRestart",
            summary = "Request a restart of a server group's workers, in the caller's name",
            description =
                    "The line's agent restarts one after the other: each gets requests only once it is healthy. If one does"
                            + " not come back, the others are not restarted.")
    @APIResponseSchema(value = RestartResponse.class, responseCode = "201", responseDescription = "It is requested.")
    public Response request(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            @Valid @BeanParam Idempotency idempotency,
            RequestRestartRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.require(serviceName);
        Restart restart = service.requestRestart(
                serviceName,
                environment,
                request,
                Initiator.caller(security, http),
                idempotency.key(
                        security.getUserPrincipal(), new Restarted(serviceName, environment, request.reason())));
        return Response.created(location.path(restart.id().toString()).build())
                .entity(RestartResponse.of(restart))
                .build();
    }
}
