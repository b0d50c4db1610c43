/** What the agent does of a request: it claims it, tells its steps and reports its result. */
@NullMarked
package dev.slipway.ledger.request.execution;

import org.jspecify.annotations.NullMarked;
