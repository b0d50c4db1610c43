package dev.slipway.ledger.approval;

/** Fired within the transaction that records an approver's decision. */
public record ApprovalDecided(Approval approval) {}
