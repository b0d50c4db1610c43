package dev.slipway.ledger.release;

/** Fired within the transaction that records a release. */
public record ReleaseRecorded(Release release) {}
