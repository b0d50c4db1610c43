/** Spools uploads to disk, so that their size takes no memory. */
@NullMarked
package dev.slipway.ledger.platform.spool;

import org.jspecify.annotations.NullMarked;
