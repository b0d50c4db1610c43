/** Drift: what runs on a worker is not what the ledger expects there. Found by comparison, and kept on record. */
@NullMarked
package dev.slipway.ledger.drift;

import org.jspecify.annotations.NullMarked;
