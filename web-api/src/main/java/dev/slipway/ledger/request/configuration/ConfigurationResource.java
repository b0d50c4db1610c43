package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.configuration.ChangeConfigurationRequest;
import dev.slipway.ledger.configuration.ConfigurationService;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.configuration.ConfiguredPlace;
import dev.slipway.ledger.configuration.content.Snapshot;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.identity.job.JobTokenParameter;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.request.Responses;
import dev.slipway.ledger.request.admission.Job;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A service's configuration in an environment, over HTTP; in this package because a change of it is a request. */
@Path("services/{name}/environments/{environment}/configuration")
@Tag(name = "Configuration")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigurationResource {

    @Inject
    ConfigureService service;

    @Inject
    ConfigurationService configurations;

    @Inject
    Responses responses;

    @Inject
    JobTokenService jobTokens;

    @Inject
    Deployers deployers;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** The configuration in force, or an earlier version. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getConfiguration",
            summary = "Show a service's configuration in an environment",
            description = """
                    The version in force, or the requested one. A secret is shown without its value, even the sealed \
                    one.""")
    @APIResponse(responseCode = "200", description = "The configuration; version 0 if nothing was ever set.")
    public ConfigurationResponse show(
            @PathParam("name") String name,
            @PathParam("environment") String environment,
            @QueryParam("version")
                    @Pattern(regexp = "^(0|[1-9][0-9]{0,8})$", message = "must be the number of a version, or 0")
                    @Parameter(
                            description = "The version; the one in force if absent.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @Nullable
                    String version) {
        ConfiguredPlace place = configurations.place(name, environment).orElseThrow(NotFoundException::new);
        ConfigurationStatus status = service.status(place);
        int number = version == null ? status.inForce() : Integer.parseInt(version);
        Optional<ConfigurationVersion> found = number == 0 ? Optional.empty() : configurations.find(place, number);
        if (number > 0 && found.isEmpty()) {
            throw new NotFoundException();
        }
        return ConfigurationResponse.of(
                name,
                environment,
                number,
                found.map(ConfigurationVersion::snapshot).orElse(Snapshot.EMPTY),
                pending(place, status).orElse(null));
    }

    private Optional<ConfigurationResponse.Pending> pending(ConfiguredPlace place, ConfigurationStatus status) {
        return status.pending()
                .flatMap(request -> request.configurationVersion()
                        .map(version -> new ConfigurationResponse.Pending(
                                version, request.id(), configurations.changes(place, status.inForce(), version))));
    }

    /** The content of a request, which a repeated one must match. */
    private record ConfigurationChange(String service, String environment, ChangeConfigurationRequest change) {}

    /** Changes the configuration. */
    @PATCH
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "changeConfiguration",
            summary = "Change a service's configuration in an environment, as the caller",
            description = """
                    Entries that are not named stay. Each change makes a version. If the service runs, the change is a \
                    deployment request of the kind *configure*: the agent restarts one worker after the other with it, \
                    and restores the former version if one does not start. An open request is withdrawn, and the new \
                    one includes its changes. If nothing runs, the change is in force at once, unless the gate has to \
                    allow it. While the agent executes one, nothing can be changed: 409. A job's token is checked, and \
                    required of pipelines, only if the policy gates configuration changes.""")
    @APIResponse(
            responseCode = "200",
            description = "It was changed, or the change was requested; *changes* lists the differences, if any.")
    public ChangedConfigurationResponse change(
            @PathParam("name") String name,
            @PathParam("environment") String environment,
            @Valid @BeanParam Idempotency idempotency,
            @Valid @BeanParam JobTokenParameter jobToken,
            ChangeConfigurationRequest change) {
        deployers.require(name);
        Job job = Job.of(
                security,
                jobTokens.read(
                        jobToken,
                        () -> configurations
                                .place(name, environment)
                                .filter(service::requiresJob)
                                .isPresent()));
        ConfigureService.Outcome outcome = service.change(
                name,
                environment,
                change,
                Initiator.caller(security, http),
                job,
                idempotency.key(security.getUserPrincipal(), new ConfigurationChange(name, environment, change)));
        return new ChangedConfigurationResponse(
                outcome.version(),
                outcome.changes(),
                outcome.request().map(responses::of).orElse(null));
    }
}
