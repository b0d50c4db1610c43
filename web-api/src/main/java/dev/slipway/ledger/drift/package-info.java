/** Drift: what runs on a worker is not what the ledger says should run there. It is found by comparing, and stays on record. */
@NullMarked
package dev.slipway.ledger.drift;

import org.jspecify.annotations.NullMarked;
