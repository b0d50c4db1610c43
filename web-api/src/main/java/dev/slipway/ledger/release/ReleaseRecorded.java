package dev.slipway.ledger.release;

/**
 * Fired within the transaction that records a release.
 *
 * @param release the release
 */
public record ReleaseRecorded(Release release) {}
