package dev.slipway.ledger.change;

import dev.slipway.ledger.configuration.content.EntryDifference;
import dev.slipway.ledger.release.Commit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The differences from the previous deployment.
 *
 * @param before the previous deployment; null if there was none
 * @param archive how the archive differs
 * @param configuration how the configuration differs
 */
@Schema(
        name = "Differences",
        description = "The differences from the previous deployment of that service in that environment.")
public record DifferencesResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a") @Nullable
        UUID before,

        Archive archive,
        Configuration configuration) {

    /**
     * How the archive differs.
     *
     * @param isSame whether it is the same, byte by byte
     * @param fromVersion the version of the previous release; null if none ran
     * @param toVersion the version of the release that was deployed; null if no release accounts for the archive
     * @param isRollback whether the latter is the earlier of the two, so that the commits are the reverted ones
     * @param commits the commits between them, newest first, at most 500
     * @param isComplete whether these are all
     */
    @Schema(name = "ArchiveDifferences", description = "The differences in the archive.")
    public record Archive(
            @Schema(examples = "false") boolean isSame,
            @Schema(examples = "1.3.0") @Nullable String fromVersion,
            @Schema(examples = "1.4.0") @Nullable String toVersion,
            @Schema(examples = "false") boolean isRollback,
            List<Commit> commits,
            @Schema(examples = "true") boolean isComplete) {

        public Archive {
            commits = List.copyOf(commits);
        }
    }

    /**
     * How the configuration differs.
     *
     * @param fromVersion the version before; null if that is not known
     * @param toVersion the version after; null if that is not known
     * @param changes the differences, by name; empty if either version is unknown
     */
    @Schema(
            name = "ConfigurationDifferences",
            description = "The differences in the configuration; for secrets, only that they differ.")
    public record Configuration(
            @Schema(examples = "3") @Nullable Integer fromVersion,
            @Schema(examples = "4") @Nullable Integer toVersion,
            List<EntryDifference> changes) {

        public Configuration {
            changes = List.copyOf(changes);
        }
    }
}
