package dev.slipway.ledger.service;

import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Services over HTTP. */
@Path("services")
@Tag(name = "Services")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServiceResource {

    @Inject
    ServiceService service;

    @Inject
    ServiceRepository services;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the services, by name. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listServices", summary = "List the services, by name")
    @APIResponse(responseCode = "200", description = "One page of the services.")
    public Page<ServiceResponse> list(
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Text.NAME, message = Cursor.FORM_RULE) @Nullable String after) {
        return limit.page(most -> services.byName(after, most), ServiceResponse::of, Service::name);
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getService", summary = "Show one service")
    @APIResponse(responseCode = "200", description = "The service.")
    public ServiceResponse show(@PathParam("name") String name) {
        return services.find(name).map(ServiceResponse::of).orElseThrow(NotFoundException::new);
    }

    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(
            operationId = "createService",
            summary = "Create a service",
            description = "Whoever may deploy a single service may create that one.")
    @APIResponseSchema(value = ServiceResponse.class, responseCode = "201", responseDescription = "It is created.")
    public Response create(@Valid @BeanParam Idempotency idempotency, CreateServiceRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.require(request.name());
        Service created = service.create(request, idempotency.key(security.getUserPrincipal(), request));
        return Response.created(location.path(created.name()).build())
                .entity(ServiceResponse.of(created))
                .build();
    }

    /** Says which GitLab project a service is. */
    @PUT
    @Path("{name}/gitlab-project")
    @RolesAllowed({Roles.DEPLOYER, Roles.ADMIN})
    @Operation(
            operationId = "setGitlabProject",
            summary = "Set the GitLab project whose pipelines deliver a service",
            description = """
                    For admins, and for people with the role deployer: a machine with that role, such as the pipeline, \
                    is refused. From then on, each deployment request of a pipeline for this service must have the ID \
                    token of a job of that project in the header *X-Job-Token*, and four eyes knows who ran the \
                    pipeline.""")
    @APIResponse(responseCode = "200", description = "It is set.")
    public ServiceResponse setGitlabProject(@PathParam("name") String name, SetGitlabProjectRequest request) {
        String caller = security.getUserPrincipal().getName();
        deployers.requirePersonOrAdmin(caller);
        return ServiceResponse.of(service.setGitlabProject(name, request, caller));
    }
}
