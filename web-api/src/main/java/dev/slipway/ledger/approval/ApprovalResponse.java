package dev.slipway.ledger.approval;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An approver's decision, as clients see it.
 *
 * @param releaseId the release
 * @param requestId the request of the configuration change that it is about; null if it is about the release
 */
@Schema(
        description =
                "An approver's verdict on a release for an environment, or on a change of its configuration there.")
public record ApprovalResponse(
        @Schema(examples = "019aa1f2-3c7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,

        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID releaseId,

        @Schema(examples = "production") String environment,

        @Schema(
                description =
                        "The request of the configuration change that it is about; absent if it is about the release.",
                examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        @Nullable
        UUID requestId,

        @Schema(examples = "approved") ApprovalVerdict verdict,
        @Schema(examples = "Tried it on staging.") @Nullable String comment,
        @Schema(examples = "bob") String approver,
        @Schema(examples = "2026-11-23T10:14:00Z") Instant decidedAt) {

    public static ApprovalResponse of(Approval approval) {
        return new ApprovalResponse(
                approval.id(),
                approval.release().service().name(),
                approval.release().version(),
                approval.release().id(),
                approval.environment().name(),
                approval.requestId().orElse(null),
                approval.verdict(),
                approval.comment().orElse(null),
                approval.approver(),
                approval.decidedAt());
    }
}
