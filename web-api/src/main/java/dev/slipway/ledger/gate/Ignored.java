package dev.slipway.ledger.gate;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that an approver said and that does not count.
 *
 * @param approvalId what was said
 * @param code what kind of reason there is for that
 * @param detail why it does not count, and what to do about it
 */
@Schema(
        name = "IgnoredApproval",
        description = "Something that an approver said and that does not count.",
        requiredProperties = {"approvalId", "code", "detail"})
public record Ignored(
        @Schema(examples = "019aa1f2-3c7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID approvalId,

        @Schema(examples = "not-an-approver") ReasonCode code,

        @Schema(
                examples =
                        "The approval of bob does not count, who no longer has the role approver. Ask another approver.")
        String detail) {}
