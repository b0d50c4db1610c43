package dev.slipway.ledger.release;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A release to record.
 *
 * @param version unique among the service's releases; any scheme, not only semantic versions
 * @param commit the Git commit it was built from, if it was built from one
 * @param artifactDigest the digest of the built archive
 * @param sourceUrl the URL of the source
 * @param builtAt when it was built
 * @param mergedAt when its source was merged
 * @param commits its commits since the previous release, newest first; null if unknown
 */
@Schema(description = "A release to be recorded.")
public record RecordReleaseRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "web-shop")
        String service,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
        @Schema(examples = "1.4.0")
        String version,

        @Pattern(regexp = Text.COMMIT, message = Text.COMMIT_RULE)
        @Schema(examples = "9fceb02d0ae598e95dc970b74767f19372d61af8")
        @Nullable
        String commit,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String artifactDigest,

        @Pattern(regexp = Text.WEB_ADDRESS, message = Text.WEB_ADDRESS_RULE)
        @Schema(examples = "https://git.example.org/web-shop/-/tree/v1.4.0")
        @Nullable
        String sourceUrl,

        @Schema(
                description =
                        "The gate compares it to find the older of two releases: the commit's time is better for that"
                                + " than the build's.",
                examples = "2026-11-23T10:10:00Z")
        @Nullable
        Instant builtAt,

        @Schema(examples = "2026-11-23T10:02:00Z") @Nullable Instant mergedAt,

        @Size(max = Commit.LIMIT, message = "must have at most " + Commit.LIMIT + " elements")
        @Schema(
                description =
                        "Its commits since the release before, newest first; a commit with several authors once for each"
                                + " of them, with the same sha, its main author first. If left out, they are unknown; if empty,"
                                + " there are none.")
        @Nullable
        List<@Valid @NotNull(message = Text.REQUIRED) Commit> commits) {}
