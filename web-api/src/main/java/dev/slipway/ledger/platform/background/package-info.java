/** Scheduled background jobs. */
@NullMarked
package dev.slipway.ledger.platform.background;

import org.jspecify.annotations.NullMarked;
