package dev.slipway.ledger.definition;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.AfterVersion;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.service.ServiceService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of a service's definition over HTTP. */
@Path("services/{name}/definitions")
@Tag(name = "Service definitions")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DefinitionHistoryResource {

    @Inject
    DefinitionRepository definitions;

    @Inject
    ServiceService services;

    /** One page of them, the newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listDefinitions",
            summary = "List the versions of a service's definition, the newest first",
            description = "Removing a definition and dropping its data make versions, too.")
    @APIResponse(responseCode = "200", description = "One page of the versions; empty if none was ever applied.")
    public Page<DefinitionResponse> list(
            @PathParam("name") String name, @Valid @BeanParam Limit limit, @Valid @BeanParam AfterVersion after) {
        if (services.find(name).isEmpty()) {
            throw new NotFoundException();
        }
        return limit.page(
                most -> definitions.newestFirst(name, after.version(), most),
                DefinitionResponse::of,
                version -> Integer.toString(version.version()));
    }
}
