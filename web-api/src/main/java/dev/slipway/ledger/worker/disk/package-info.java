/** What is on a worker's disk: its files, read as those of somebody who may have written anything into them, and the archives on it. */
@NullMarked
package dev.slipway.ledger.worker.disk;

import org.jspecify.annotations.NullMarked;
