/** Requests that bring a release from one environment into the next, by a person, a pipeline or the ledger itself. */
@NullMarked
package dev.slipway.ledger.request.promotion;

import org.jspecify.annotations.NullMarked;
