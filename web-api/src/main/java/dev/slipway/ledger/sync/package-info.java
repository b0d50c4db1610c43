/**
 * Syncs: requests that all workers of an environment run the same content, and their outcome. The ledger changes no server itself: the
 * line's agent claims a sync, synchronizes the workers, and reports the outcome.
 */
@NullMarked
package dev.slipway.ledger.sync;

import org.jspecify.annotations.NullMarked;
