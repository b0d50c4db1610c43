package dev.slipway.ledger.promotion;

import dev.slipway.ledger.change.ChangesResponse;
import dev.slipway.ledger.change.DifferencesResponse;
import dev.slipway.ledger.gate.GateAnswer;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.execution.Rehearsal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion would change.
 *
 * @param service whose release
 * @param version which of its releases
 * @param from where it comes from
 * @param to where it would go
 * @param archive what would take the place of what
 * @param isArchived whether the ledger keeps the archive that goes, without which the agent has nothing to deploy
 * @param releases how many releases are ahead: recorded after the one that would be replaced, up to the one that goes, and deployed
 *     successfully where it comes from; null where none that is known would be replaced, or the one that goes is the older one
 * @param changes the commits that would come with it
 * @param configuration how the configurations of the two environments differ; none goes along
 * @param gate what the gate says of it
 * @param automatic what the gate says of the same as an automatic promotion, under four eyes for others; null where the policy
 *     does not promote it automatically, and where the gate does not let it in anyway
 * @param rehearsal the rollback that would be rehearsed before; null for none
 * @param migrations the database migrations that come with it, by their files' names; null where one of the two archives is not
 *     kept or cannot be read, where others' archives are just being read, and where they were not asked for
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
                        "Whether the ledger keeps the archive that goes; without it, the agent has nothing to deploy, and an"
                                + " automatic promotion waits.",
                examples = "true")
        boolean isArchived,

        @Schema(
                description =
                        "How many releases are ahead: recorded after the one that would be replaced, up to the one that goes,"
                                + " and deployed successfully where it comes from.",
                examples = "3")
        @Nullable
        Long releases,

        ChangesResponse changes,
        DifferencesResponse.Configuration configuration,
        GateAnswer gate,

        @Schema(
                description =
                        "What the gate says of the same as an automatic promotion, which whoever deployed it before may not"
                                + " approve under four eyes; left out where it is none, and where the gate does not let it in"
                                + " anyway.")
        @Nullable
        GateAnswer automatic,

        @Nullable Rehearsal rehearsal,

        @Schema(
                description =
                        "The database migrations that come with it, by the names of their files; left out where one of"
                                + " the two archives is not kept or too large to look through, where another is just"
                                + " being looked through, and where they were not asked for.",
                examples = "[\"V7__add_order_state.sql\"]")
        @Nullable
        List<String> migrations) {

    /**
     * What would take the place of what.
     *
     * @param fromVersion the release that runs where it would go; null where none that is known does
     * @param toVersion the release that comes
     * @param artifactDigest its archive: the very one that ran where it comes from
     * @param isSame whether that very archive runs already
     */
    @Schema(name = "PromotedArchive", description = "Which archive would take the place of which.")
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
                    release.artifactDigest(),
                    promotion.isThereAlready());
        }
    }
}
