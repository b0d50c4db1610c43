package dev.slipway.ledger.release;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release, as clients see it.
 *
 * @param service what was built
 * @param version its name among the service's releases
 * @param commit the Git commit it was built from, if that was recorded
 * @param artifactDigest the digest of the archive that came out
 * @param sourceUrl where the source can be read, if that was recorded
 * @param builtAt when it was built, if that was recorded
 * @param mergedAt when what was built was merged, if that was recorded
 * @param commitCount how many commits are in it since the release before, if they were recorded
 * @param isArchived whether the ledger keeps the archive's bytes, as its service's
 * @param recordedAt when the ledger was told
 */
@Schema(description = "An immutable build of a service.")
public record ReleaseResponse(
        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID id,

        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,

        @Schema(examples = "9fceb02d0ae598e95dc970b74767f19372d61af8") @Nullable
        String commit,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String artifactDigest,

        @Schema(examples = "https://git.example.org/web-shop/-/tree/v1.4.0") @Nullable
        String sourceUrl,

        @Schema(examples = "2026-11-23T10:10:00Z") @Nullable Instant builtAt,
        @Schema(examples = "2026-11-23T10:02:00Z") @Nullable Instant mergedAt,
        @Schema(examples = "3") @Nullable Integer commitCount,
        @Schema(examples = "true") boolean isArchived,
        @Schema(examples = "2026-11-23T10:12:00Z") Instant recordedAt) {

    static ReleaseResponse of(Release release, boolean isArchived) {
        return new ReleaseResponse(
                release.id(),
                release.service().name(),
                release.version(),
                release.commit().orElse(null),
                release.artifactDigest().text(),
                release.sourceUrl().orElse(null),
                release.builtAt().orElse(null),
                release.mergedAt().orElse(null),
                release.commitCount().orElse(null),
                isArchived,
                release.recordedAt());
    }
}
