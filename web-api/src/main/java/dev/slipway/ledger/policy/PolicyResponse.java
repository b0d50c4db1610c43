package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.format.Kind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy, as clients see it.
 *
 * @param environment whose it is
 * @param version which one of that environment; 0 before the first change
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals how many approvers must have approved
 * @param isFourEyes whether nobody approves their own request, pipeline run or commits
 * @param approvalsHold how long an approval holds; null for as long as its approver is one
 * @param freezes times at which nothing is let in
 * @param promotesFrom the environment in which a release must have run before; null for none
 * @param soak how long it must have run there without trouble; null where it need only have been deployed there
 * @param windows times outside of which nothing is let in; none for at any time
 * @param isPromotedAutomatically whether what runs there is asked for here as soon as the gate allows it
 * @param isConfigurationGated whether a change of configuration asks the gate, too
 * @param isRollbackRehearsed whether the rollback is rehearsed before a deployment
 * @param attestationKeys by which of these keys an attestation must be signed to count; none where it need not be
 * @param changedBy who made it so; null before the first change
 * @param changedAt when
 */
@Schema(description = "What an environment requires of a release.")
public record PolicyResponse(
        @Schema(examples = "production") String environment,
        @Schema(examples = "3") int version,
        List<Kind> requiredEvidence,
        @Schema(examples = "1") int approvals,
        @Schema(examples = "true") boolean isFourEyes,
        @Schema(examples = "P3D") @Nullable String approvalsHold,
        List<Freeze> freezes,
        @Schema(examples = "staging") @Nullable String promotesFrom,
        @Schema(examples = "PT2H") @Nullable String soak,
        List<Freeze> windows,
        @Schema(examples = "false") boolean isPromotedAutomatically,
        @Schema(examples = "false") boolean isConfigurationGated,
        @Schema(examples = "false") boolean isRollbackRehearsed,
        List<AttestationKey> attestationKeys,
        @Schema(examples = "carol") @Nullable String changedBy,
        @Schema(examples = "2026-11-23T09:00:00Z") @Nullable Instant changedAt) {

    static PolicyResponse of(String environment, Rules rules, @Nullable String changedBy, @Nullable Instant changedAt) {
        return new PolicyResponse(
                environment,
                rules.version(),
                rules.requiredEvidence(),
                rules.approvals(),
                rules.isFourEyes(),
                rules.approvalsHold(),
                rules.freezes().items(),
                rules.promotesFrom(),
                rules.soak(),
                rules.windows().items(),
                rules.isPromotedAutomatically(),
                rules.isConfigurationGated(),
                rules.isRollbackRehearsed(),
                rules.attestationKeys().items(),
                changedBy,
                changedAt);
    }
}
