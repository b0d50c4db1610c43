package dev.slipway.ledger.configuration;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment with a version of a configuration.
 *
 * @param id the deployment's
 * @param version the release's; null if none is recorded
 * @param kind whether a release was deployed, or the live one configured
 * @param outcome whether it succeeded
 * @param isRollback whether it restored an earlier release
 * @param finishedAt when it was over
 */
@Schema(description = "A deployment with a version of a configuration.")
public record ConfiguredDeployment(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "1.4.0") @Nullable String version,

        @Schema(
                enumeration = {"deploy", "configure"},
                examples = "deploy")
        String kind,

        @Schema(
                enumeration = {"succeeded", "failed"},
                examples = "succeeded")
        String outcome,

        @Schema(examples = "false") boolean isRollback,
        @Schema(examples = "2026-11-23T10:15:57Z") Instant finishedAt) {}
