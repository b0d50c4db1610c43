package dev.slipway.ledger.evidence;

import dev.slipway.ledger.release.Release;

/**
 * Fired within the transaction that keeps a piece of evidence.
 *
 * @param release what it speaks of
 */
public record EvidenceAdded(Release release) {}
