/**
 * A promotion puts the release that runs in one environment, the very same archive, into the next one: somebody asks for it, or the
 * ledger itself where the policy says so. What comes of it is a deployment request like any other.
 */
@NullMarked
package dev.slipway.ledger.promotion;

import org.jspecify.annotations.NullMarked;
