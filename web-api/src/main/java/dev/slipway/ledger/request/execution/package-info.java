/** The agent's side of a request: it claims it, reports its steps and reports its result. */
@NullMarked
package dev.slipway.ledger.request.execution;

import org.jspecify.annotations.NullMarked;
