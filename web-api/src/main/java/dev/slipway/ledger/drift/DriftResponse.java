package dev.slipway.ledger.drift;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.platform.text.Digest;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A drift, as clients see it.
 *
 * @param service the service that the archive belongs to
 * @param environment the environment that the worker serves
 * @param worker the worker that differs
 * @param group the worker's server group; null if it has none
 * @param archive the archive's name; for a configuration, the file's
 * @param kind how it differs
 * @param artifactDigest the digest that runs, or should if it is missing; null if the content cannot be read
 * @param expectedDigest the digest that the ledger expects; null if none
 * @param command the command that fixes it; null if no single command does
 * @param detectedAt when it was raised
 * @param clearedAt when it was cleared; null while it is open
 * @param clearedBy who explained it
 * @param clearance why it was cleared; null while it is open
 * @param note the explanation
 */
@Schema(name = "Drift", description = "What runs on a worker is not what the ledger says should run there.")
public record DriftResponse(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "web-shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "worker-1") String worker,
        @Schema(examples = "web-shop-production") @Nullable String group,

        @Schema(examples = "web-shop.war") String archive,
        DriftKind kind,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae") @Nullable
        String artifactDigest,

        @Schema(examples = "sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9") @Nullable
        String expectedDigest,

        @Schema(examples = "slipway restart web-shop --environment production") @Nullable
        String command,

        @Schema(examples = "2026-11-23T10:15:57Z") Instant detectedAt,
        @Nullable Instant clearedAt,
        @Schema(examples = "carol") @Nullable String clearedBy,
        @Nullable DriftResolution clearance,

        @Schema(examples = "Restored from the backup of Sunday.") @Nullable
        String note) {

    static DriftResponse of(Drift drift) {
        return new DriftResponse(
                drift.id(),
                drift.service().name(),
                drift.environment().name(),
                drift.worker(),
                group(drift),
                drift.archive(),
                drift.kind(),
                drift.artifactDigest().map(Digest::text).orElse(null),
                drift.expectedDigest().map(Digest::text).orElse(null),
                drift.kind().isOfConfiguration()
                        ? "slipway restart " + drift.service().name() + " --environment "
                                + drift.environment().name()
                        : null,
                drift.detectedAt(),
                drift.clearedAt().orElse(null),
                drift.clearedBy().orElse(null),
                drift.clearance().orElse(null),
                drift.note().orElse(null));
    }

    private static @Nullable String group(Drift drift) {
        String group =
                GroupNames.group(drift.service().name(), drift.environment().name());
        return drift.worker().matches(Pattern.quote(group) + "-[1-9][0-9]?") ? group : null;
    }
}
