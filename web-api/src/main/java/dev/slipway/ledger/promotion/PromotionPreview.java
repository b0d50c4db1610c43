package dev.slipway.ledger.promotion;

import dev.slipway.ledger.change.ChangesResponse;
import dev.slipway.ledger.change.DifferencesResponse;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.execution.Rehearsal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The effects that a promotion would have.
 *
 * @param from the source environment
 * @param to the target environment
 * @param archive the replaced and the new archive
 * @param isArchived whether the ledger stores the archive, which the agent needs to deploy it
 * @param releases how many releases the target is behind: recorded after the one that would be replaced, up to the
 *     promoted one, and deployed successfully in the source environment; null if no known release would be replaced, or
 *     the promoted one is older
 * @param changes the commits that would come with it
 * @param configuration how the configurations of the two environments differ; configuration is not promoted
 * @param gate the gate's answer
 * @param automatic the gate's answer for an automatic promotion, for which four eyes applies to other people; null if
 *     the policy does not promote it automatically, or if the gate does not allow it anyway
 * @param rehearsal the rollback that would be rehearsed before; null for none
 * @param migrations the database migrations that come with it, by their files' names; null if one of the two archives
 *     is not stored or cannot be read, while other archives are being read, and if they were not requested
 */
@Schema(description = "What a promotion would change.")
public record PromotionPreview(
        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,
        @Schema(examples = "staging") String from,
        @Schema(examples = "production") String to,
        Archive archive,

        @Schema(
                description =
                        "Whether the ledger has the archive of the promoted release; without it, the agent has nothing"
                                + " to deploy, and an automatic promotion waits.",
                examples = "true")
        boolean isArchived,

        @Schema(
                description =
                        "How many releases are ahead: recorded after the one that would be replaced, up to the promoted"
                                + " one, and deployed successfully where that comes from.",
                examples = "3")
        @Nullable
        Long releases,

        ChangesResponse changes,
        DifferencesResponse.Configuration configuration,
        GateAnswer gate,

        @Schema(
                description = "The gate's answer for an automatic promotion, which under four eyes whoever deployed the"
                        + " release before cannot approve; left out if there is none, and if the gate does not allow it"
                        + " anyway.")
        @Nullable
        GateAnswer automatic,

        @Nullable Rehearsal rehearsal,

        @Schema(
                description =
                        "The database migrations that come with it, by the names of their files; left out if they were"
                                + " not requested, if one of the two archives is not stored or too large to search, or if another"
                                + " search is under way.",
                examples = "[\"V7__add_order_state.sql\"]")
        @Nullable
        List<String> migrations) {

    /**
     * The replaced and the new archive.
     *
     * @param fromVersion the release that runs in the target environment; null if no known one does
     * @param toVersion the promoted release
     * @param artifactDigest its archive: the same that ran in the source environment
     * @param isSame whether this archive runs in the target environment already
     */
    @Schema(name = "PromotedArchive", description = "Which archive would replace which.")
    public record Archive(
            @Schema(examples = "1.3.2") @Nullable String fromVersion,
            @Schema(examples = "1.4.0") String toVersion,

            @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
            String artifactDigest,

            @Schema(examples = "false") boolean isSame) {

        static Archive of(Promotion promotion) {
            Release release = promotion.candidate().release();
            return new Archive(
                    promotion.replaced().map(Release::version).orElse(null),
                    release.version(),
                    release.artifactDigest().text(),
                    promotion.isThereAlready());
        }
    }
}
