package dev.slipway.ledger.gate;

import dev.slipway.ledger.approval.ApprovalResponse;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the gate says.
 *
 * @param decision may it enter
 * @param reasons everything that stands in the way; nothing if it may
 * @param service whose release
 * @param version which of its releases
 * @param environment where to
 * @param artifactDigest the release's archive
 * @param policyVersion the version of the policy that was in force; 0 where there never was one
 * @param approvals of each approver what was said last
 * @param ignored which of these does not count, and why
 * @param evaluatedAt when it was decided
 */
@Schema(
        description = "Whether a release may enter an environment, and every reason why not.",
        requiredProperties = {
            "decision",
            "reasons",
            "service",
            "version",
            "environment",
            "artifactDigest",
            "policyVersion",
            "approvals",
            "ignored",
            "evaluatedAt"
        })
public record GateAnswer(
        @Schema(examples = "wait") Decision decision,
        List<Reason> reasons,
        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,
        @Schema(examples = "production") String environment,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String artifactDigest,

        @Schema(examples = "3") int policyVersion,
        List<ApprovalResponse> approvals,
        List<Ignored> ignored,
        @Schema(examples = "2026-11-23T10:13:00Z") Instant evaluatedAt) {

    /** Keeps copies, so that an answer stays what it was. */
    public GateAnswer {
        reasons = List.copyOf(reasons);
        approvals = List.copyOf(approvals);
        ignored = List.copyOf(ignored);
    }
}
