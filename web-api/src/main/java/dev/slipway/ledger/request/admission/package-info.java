/** Whether a request is allowed: the job that makes it, its requesters, and the gate's answer while it is open. */
@NullMarked
package dev.slipway.ledger.request.admission;

import org.jspecify.annotations.NullMarked;
