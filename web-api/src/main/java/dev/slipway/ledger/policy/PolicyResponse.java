package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.policy.freeze.Freeze;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A policy, as clients see it.
 *
 * @param version its number in that environment; 0 before the first change
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals the required number of approvers
 * @param isFourEyes whether nobody approves their own request, commits or, as far as it is known, pipeline run
 * @param approvalsHold how long an approval is valid; null for as long as its approver has the role
 * @param freezes times at which no deployment is allowed
 * @param promotesFrom the environment in which a release must have run before; null for none
 * @param soak how long it must have run there without trouble; null if it need only have been deployed there
 * @param windows times outside of which no deployment is allowed; empty for no restriction
 * @param isPromotedAutomatically whether a release that runs there is requested here as soon as the gate allows it
 * @param isConfigurationGated whether a change of configuration needs the gate's permission, too
 * @param isRollbackRehearsed whether the rollback is rehearsed before a deployment
 * @param attestationKeys the keys, one of which must have signed an attestation for it to count; empty if it need not
 *     be signed
 * @param changedBy who made this version; null before the first change
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
