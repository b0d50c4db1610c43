package dev.slipway.ledger.configuration;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A version of a configuration, as its history shows it.
 *
 * @param service whose it is
 * @param environment where
 * @param version which one, from 1
 * @param changes what is different from the version that it was made of
 * @param reason why, if that was said
 * @param changedBy who made it
 * @param changedAt when
 */
@Schema(
        name = "ConfigurationVersion",
        description = "A version of what a service is configured with in an environment.",
        requiredProperties = {"service", "environment", "version", "changes", "changedBy", "changedAt"})
public record ConfigurationVersionResponse(
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "4") int version,

        @Schema(examples = "[\"FEATURE_X: off → on\", \"API_KEY: replaced\"]")
        List<String> changes,

        @Schema(examples = "The new tax rates apply from today.") @Nullable
        String reason,

        @Schema(examples = "alice") String changedBy,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant changedAt) {

    /** Keeps a copy. */
    public ConfigurationVersionResponse {
        changes = List.copyOf(changes);
    }

    static ConfigurationVersionResponse of(ConfigurationVersion version) {
        return new ConfigurationVersionResponse(
                version.service().name(),
                version.environment().name(),
                version.version(),
                version.changes(),
                version.reason().orElse(null),
                version.changedBy(),
                version.changedAt());
    }
}
