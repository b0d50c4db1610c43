/** The check of every worker, every few seconds; a difference becomes a drift once it has lasted. */
@NullMarked
package dev.slipway.ledger.drift.watch;

import org.jspecify.annotations.NullMarked;
