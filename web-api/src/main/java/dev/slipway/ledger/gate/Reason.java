package dev.slipway.ledger.gate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that stands in the way, and the way out.
 *
 * @param code what kind of thing
 * @param detail what it is this time, and what to do about it
 */
@Schema(
        description = "One thing that stands in the way, and the way out.",
        requiredProperties = {"code", "detail"})
public record Reason(
        @Schema(examples = "approval-missing") ReasonCode code,

        @Schema(examples = "1 of 2 approvals is there. Ask an approver to approve the release for production.")
        String detail) {}
