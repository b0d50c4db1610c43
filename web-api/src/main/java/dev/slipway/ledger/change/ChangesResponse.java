package dev.slipway.ledger.change;

import dev.slipway.ledger.release.Commit;
import dev.slipway.ledger.release.Release;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The changes that a deployment brought.
 *
 * @param from the previous release; null if none ran
 * @param to the release that was deployed; null if none accounts for the archive
 * @param isRollback whether {@code to} is the earlier of the two, so that the commits are the reverted ones
 * @param commits the commits between them, newest first, at most 500
 * @param isComplete whether these are all: of each release between the two the commits were recorded, and there are no
 *     more
 * @param compareUrl where the forge shows the difference, if it is one that the ledger knows
 */
@Schema(description = "What changed with a deployment: the commits since the previous release.")
public record ChangesResponse(
        @Schema(examples = "web-shop") String service,
        @Schema(examples = "production") String environment,
        @Nullable End from,
        @Nullable End to,
        @Schema(examples = "false") boolean isRollback,
        List<Commit> commits,
        @Schema(examples = "true") boolean isComplete,

        @Schema(examples = "https://git.example.org/web-shop/-/compare/9fceb02...1b2c3d4") @Nullable
        URI compareUrl) {

    public ChangesResponse {
        commits = List.copyOf(commits);
    }

    /**
     * One end of a change.
     *
     * @param version the release's version
     * @param commit what it was built from, if that was recorded
     * @param releaseId the release
     */
    @Schema(name = "ChangeEnd", description = "A release at one end of a change.")
    public record End(
            @Schema(examples = "1.4.0") String version,

            @Schema(examples = "9fceb02d0ae598e95dc970b74767f19372d61af8") @Nullable
            String commit,

            @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
            UUID releaseId) {

        static End of(Release release) {
            return new End(release.version(), release.commit().orElse(null), release.id());
        }
    }
}
