package dev.slipway.ledger.threads;

import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
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

/** Thread dumps over HTTP; for deployers only, since names and stacks of threads may reveal secrets. */
@Path("server-groups/{service}/{environment}/workers/{worker}/thread-dumps")
@Tag(name = "Server groups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ThreadDumpResource {

    @Inject
    ThreadDumpService service;

    @Inject
    ThreadDumpRepository dumps;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** The content of a request, which a repeated one must match. */
    private record Asked(String worker) {}

    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.ADMIN})
    @Operation(
            operationId = "requestThreadDump",
            summary = "Request a thread dump of a worker",
            description =
                    "The line's agent gets it from the worker within a second or two. It is kept for ten minutes. If"
                            + " a dump of the worker is under way, that one is returned.")
    @APIResponseSchema(value = ThreadDumpResponse.class, responseCode = "201", responseDescription = "It is requested.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public Response request(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            @PathParam("worker") String worker,
            @Valid @BeanParam Idempotency idempotency) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.requireOrAdmin(serviceName);
        ThreadDump dump = service.requestDump(
                serviceName,
                environment,
                worker,
                security.getUserPrincipal().getName(),
                idempotency.key(security.getUserPrincipal(), new Asked(worker)));
        return Response.created(location.path(dump.id().toString()).build())
                .entity(ThreadDumpResponse.of(dump))
                .build();
    }

    /** One, as soon as it is there. */
    @GET
    @Path("{id}")
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.ADMIN})
    @Operation(operationId = "getThreadDump", summary = "Show a requested thread dump")
    @APIResponse(responseCode = "200", description = "The thread dump, or that it is not there yet.")
    public ThreadDumpResponse show(
            @PathParam("service") String serviceName,
            @PathParam("environment") String environment,
            @PathParam("worker") String worker,
            @PathParam("id") UUID id) {
        deployers.requireOrAdmin(serviceName);
        return dumps.find(id)
                .filter(dump -> dump.service().equals(serviceName)
                        && dump.environment().equals(environment)
                        && dump.worker().equals(worker))
                .map(ThreadDumpResponse::of)
                .orElseThrow(NotFoundException::new);
    }
}
