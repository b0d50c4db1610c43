package dev.slipway.ledger.gate.answer;

import dev.slipway.ledger.approval.ApprovalResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The gate's answer.
 *
 * @param decision whether the release may enter
 * @param reasons all reasons against it; empty if allowed
 * @param artifactDigest the release's archive
 * @param policyVersion the policy version in force; 0 if there never was one
 * @param configurationVersion the configuration version that was asked for, which is only recorded; null for a release
 * @param evidence the evidence that it is based on: of the kinds that the policy requires, except attestations that
 *     none of its keys signed
 * @param approvals the last verdict of each approver
 * @param ignored those of them that do not count, with the reason
 * @param evaluatedAt when it was decided
 */
@Schema(description = "Whether a release may enter an environment, and all reasons against it.")
public record GateAnswer(
        @Schema(examples = "wait") Decision decision,
        List<Reason> reasons,
        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,
        @Schema(examples = "production") String environment,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String artifactDigest,

        @Schema(examples = "3") int policyVersion,

        @Schema(
                description = "The version of the configuration that was asked for; only in recorded decisions.",
                examples = "5")
        @Nullable
        Integer configurationVersion,

        @Schema(
                description =
                        "The evidence that the decision is based on: of the kinds that the policy requires, except"
                                + " attestations that none of its keys signed.")
        List<UsedEvidence> evidence,

        List<ApprovalResponse> approvals,
        List<IgnoredApproval> ignored,
        @Schema(examples = "2026-11-23T10:13:00Z") Instant evaluatedAt) {
    private static final Set<ReasonCode> UNTIL_KEYCLOAK_ANSWERS =
            Set.of(ReasonCode.APPROVAL_MISSING, ReasonCode.APPROVERS_UNKNOWN);

    public GateAnswer {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        approvals = List.copyOf(approvals);
        ignored = List.copyOf(ignored);
    }

    /** Whether the decision may change once Keycloak says who is an approver. */
    public boolean awaitsKeycloak() {
        return decision == Decision.WAIT
                && reasons.stream().anyMatch(reason -> reason.code() == ReasonCode.APPROVERS_UNKNOWN);
    }

    /** Whether only that is missing. */
    public boolean awaitsKeycloakAlone() {
        return awaitsKeycloak() && reasons.stream().map(Reason::code).allMatch(UNTIL_KEYCLOAK_ANSWERS::contains);
    }
}
