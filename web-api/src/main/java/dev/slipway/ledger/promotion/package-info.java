/**
 * Promotions: deploy the release that runs in one environment, with the very same archive, to the next one, on request or automatically
 * by policy. A promotion results in a deployment request like any other.
 */
@NullMarked
package dev.slipway.ledger.promotion;

import org.jspecify.annotations.NullMarked;
