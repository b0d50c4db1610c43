package dev.slipway.ledger.approval;

/**
 * Fired within the transaction that records an approver's decision.
 *
 * @param approval what was said
 */
public record ApprovalDecided(Approval approval) {}
