package dev.slipway.ledger.gate.answer;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A verdict of an approver that does not count.
 *
 * @param approvalId the verdict
 * @param code the kind of reason
 * @param detail why it does not count, and what to do about it
 */
@Schema(name = "IgnoredApproval", description = "A verdict of an approver that does not count.")
public record IgnoredApproval(
        @Schema(examples = "019aa1f2-3c7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID approvalId,

        @Schema(examples = "not-an-approver") ReasonCode code,

        @Schema(
                examples =
                        "The approval of bob does not count: bob no longer has the role approver. Ask another approver.")
        String detail) {}
