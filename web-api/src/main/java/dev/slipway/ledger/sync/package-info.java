/**
 * A sync is somebody's wish that all workers of an environment run the same, and what became of it. The ledger changes no
 * server itself: the line's agent claims the sync, brings them in line, and says how it ended.
 */
@NullMarked
package dev.slipway.ledger.sync;

import org.jspecify.annotations.NullMarked;
