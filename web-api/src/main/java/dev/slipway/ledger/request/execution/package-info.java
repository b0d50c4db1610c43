/**
 * How a request is carried out: the agent claims it, reports its steps and reports its result. Whoever deploys, the
 * deployment that is recorded closes it.
 */
@NullMarked
package dev.slipway.ledger.request.execution;

import org.jspecify.annotations.NullMarked;
