package dev.slipway.ledger.approval;

/**
 * Fired within the transaction that records what an approver says.
 *
 * @param approval what was said
 */
public record ApprovalDecided(Approval approval) {}
