/** A worker's files on disk, whose content may be forged by their owner, and its archives. */
@NullMarked
package dev.slipway.ledger.worker.disk;

import org.jspecify.annotations.NullMarked;
