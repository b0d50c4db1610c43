/** A client for the releases of the ledger's API, and for the archives that it keeps. */
@NullMarked
package dev.slipway.line.ledger.release;

import org.jspecify.annotations.NullMarked;
