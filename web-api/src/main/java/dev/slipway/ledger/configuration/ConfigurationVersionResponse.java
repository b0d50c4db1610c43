package dev.slipway.ledger.configuration;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a configuration, as its history shows it.
 *
 * @param version its number, from 1
 * @param changes the differences from the version in force when it was made
 * @param reason why, if stated
 * @param changedBy who made it
 * @param deployments the newest that ran with it, or were tried with it, most recently started first, five at most;
 *     null in the change event
 * @param deploymentCount how many there are of these; null there, too
 */
@Schema(name = "ConfigurationVersion", description = "A version of a service's configuration in an environment.")
public record ConfigurationVersionResponse(
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "4") int version,

        @Schema(examples = "[\"FEATURE_X: off → on\", \"API_KEY: replaced\"]")
        List<String> changes,

        @Schema(examples = "The new tax rates apply from today.") @Nullable
        String reason,

        @Schema(examples = "alice") String changedBy,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant changedAt,

        @Schema(description = "The newest deployments with this version, most recently started first; five at most.")
        @Nullable
        List<ConfiguredDeployment> deployments,

        @Schema(examples = "2") @Nullable Long deploymentCount) {

    public ConfigurationVersionResponse {
        changes = List.copyOf(changes);
        deployments = deployments == null ? null : List.copyOf(deployments);
    }

    /** As in the change event, when nothing has run with it yet. */
    static ConfigurationVersionResponse of(ConfigurationVersion version) {
        return of(version, null, null);
    }

    /**
     * As it is shown.
     *
     * @param uses the deployments with this version
     */
    static ConfigurationVersionResponse of(
            ConfigurationVersion version, List<ConfigurationRepository.ConfigurationUse> uses) {
        return of(
                version,
                uses.stream()
                        .map(ConfigurationRepository.ConfigurationUse::deployment)
                        .toList(),
                uses.isEmpty() ? Long.valueOf(0) : uses.get(0).all());
    }

    private static ConfigurationVersionResponse of(
            ConfigurationVersion version, @Nullable List<ConfiguredDeployment> deployments, @Nullable Long count) {
        return new ConfigurationVersionResponse(
                version.service().name(),
                version.environment().name(),
                version.version(),
                version.changes(),
                version.reason().orElse(null),
                version.changedBy(),
                version.changedAt(),
                deployments,
                count);
    }
}
