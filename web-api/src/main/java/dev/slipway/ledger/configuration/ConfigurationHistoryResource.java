package dev.slipway.ledger.configuration;

import dev.slipway.ledger.page.Cursor;
import dev.slipway.ledger.page.Limit;
import dev.slipway.ledger.page.Page;
import dev.slipway.ledger.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The versions of a configuration over HTTP. */
@Path("services/{name}/environments/{environment}/configuration/history")
@Tag(name = "Configuration")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigurationHistoryResource {

    @Inject
    ConfigurationService service;

    @Inject
    ConfigurationRepository configurations;

    /** One page of them, the newest first. */
    @GET
    @RolesAllowed("viewer")
    @Operation(
            operationId = "listConfigurationVersions",
            summary = "List the versions of a service's configuration in an environment, the newest first",
            description =
                    "Each with what was different from the version that it was made of; of secrets only that they are.")
    @APIResponse(responseCode = "200", description = "One page of them; none before anything was set.")
    public Page<ConfigurationVersionResponse> list(
            @PathParam("name") String name,
            @PathParam("environment") String environment,
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = "^[1-9][0-9]{0,8}$", message = Cursor.FORM_RULE) @Nullable
                    String after) {
        if (service.place(name, environment).isEmpty()) {
            throw new NotFoundException();
        }
        int size = limit.size();
        int before = Optional.ofNullable(after).map(Integer::valueOf).orElse(Integer.MAX_VALUE);
        return Page.of(
                configurations.newestFirst(name, environment, before, size + 1),
                size,
                ConfigurationVersionResponse::of,
                version -> Integer.toString(version.version()));
    }
}
