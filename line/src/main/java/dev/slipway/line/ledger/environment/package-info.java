/** A client for environments, and for the freezes in their policies. */
@NullMarked
package dev.slipway.line.ledger.environment;

import org.jspecify.annotations.NullMarked;
