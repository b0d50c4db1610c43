package dev.slipway.ledger.configuration;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.AfterVersion;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of a configuration over HTTP. */
@Path("services/{name}/environments/{environment}/configuration/history")
@Tag(name = "Configuration")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigurationHistoryResource {
    private static final int DEPLOYMENTS = 5;

    @Inject
    ConfigurationService service;

    @Inject
    ConfigurationRepository configurations;

    /** One page of them, the newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listConfigurationVersions",
            summary = "List the versions of a service's configuration in an environment, the newest first",
            description =
                    "Each with its differences from the version that was in force then, of secrets only their names,"
                            + " and with the deployments that ran with it.")
    @APIResponse(responseCode = "200", description = "One page of the versions; empty if nothing was ever set.")
    public Page<ConfigurationVersionResponse> list(
            @PathParam("name") String name,
            @PathParam("environment") String environment,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam AfterVersion after) {
        ConfiguredPlace place = service.place(name, environment).orElseThrow(NotFoundException::new);
        int size = limit.size();
        List<ConfigurationVersion> versions = configurations.newestFirst(name, environment, after.version(), size + 1);
        Map<Integer, List<ConfigurationRepository.ConfigurationUse>> uses =
                configurations
                        .deployments(
                                place,
                                versions.stream()
                                        .map(ConfigurationVersion::version)
                                        .toList(),
                                DEPLOYMENTS)
                        .stream()
                        .collect(Collectors.groupingBy(ConfigurationRepository.ConfigurationUse::version));
        return Page.of(
                versions,
                size,
                version -> ConfigurationVersionResponse.of(version, uses.getOrDefault(version.version(), List.of())),
                version -> Integer.toString(version.version()));
    }
}
