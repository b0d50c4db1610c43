/** The gate decides whether a release may enter an environment, and gives every reason why not. */
@NullMarked
package dev.slipway.ledger.gate;

import org.jspecify.annotations.NullMarked;
