/** Files that clients send, on disk while they come in: their size takes no memory. */
@NullMarked
package dev.slipway.ledger.platform.spool;

import org.jspecify.annotations.NullMarked;
