/** Evidence for auditors: a hash chain over it, signed heads of the chain, and verifiable extracts of a period. */
@NullMarked
package dev.slipway.ledger.audit;

import org.jspecify.annotations.NullMarked;
