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
 * @param isFourEyes whether the one who asks for the deployment counts as no approver
 * @param approvalsHold how long an approval holds; null for as long as its approver is one
 * @param freezes times at which nothing is let in
 * @param changedBy who made it so; null before the first change
 * @param changedAt when
 */
@Schema(
        description = "What an environment asks of a release.",
        requiredProperties = {"environment", "version", "requiredEvidence", "approvals", "isFourEyes", "freezes"})
public record PolicyResponse(
        @Schema(examples = "production") String environment,
        @Schema(examples = "3") int version,
        List<Kind> requiredEvidence,
        @Schema(examples = "1") int approvals,
        @Schema(examples = "true") boolean isFourEyes,
        @Schema(examples = "P3D") @Nullable String approvalsHold,
        List<Freeze> freezes,
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
                changedBy,
                changedAt);
    }
}
