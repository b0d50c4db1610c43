package dev.slipway.ledger.environment;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Environments over HTTP. */
@Path("environments")
@Tag(name = "Environments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EnvironmentResource {

    @Inject
    EnvironmentService service;

    @Inject
    EnvironmentRepository environments;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the environments, by rank. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listEnvironments", summary = "List the environments, by rank")
    @APIResponse(responseCode = "200", description = "One page of the environments.")
    public Page<EnvironmentResponse> list(
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = RankCursor.FORM, message = Cursor.FORM_RULE) @Nullable
                    String after) {
        return limit.page(
                most -> environments.byRank(RankCursor.parse(after), most),
                EnvironmentResponse::of,
                environment -> RankCursor.of(environment).toString());
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getEnvironment", summary = "Show one environment")
    @APIResponse(responseCode = "200", description = "The environment.")
    public EnvironmentResponse show(@PathParam("name") String name) {
        return environments.find(name).map(EnvironmentResponse::of).orElseThrow(NotFoundException::new);
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "createEnvironment", summary = "Create an environment")
    @APIResponseSchema(value = EnvironmentResponse.class, responseCode = "201", responseDescription = "It is created.")
    public Response create(@Valid @BeanParam Idempotency idempotency, CreateEnvironmentRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        Environment created = service.create(request, idempotency.key(security.getUserPrincipal(), request));
        return Response.created(location.path(created.name()).build())
                .entity(EnvironmentResponse.of(created))
                .build();
    }
}
