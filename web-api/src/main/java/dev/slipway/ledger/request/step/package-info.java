/** The steps that the agent has reported for a request. */
@NullMarked
package dev.slipway.ledger.request.step;

import org.jspecify.annotations.NullMarked;
