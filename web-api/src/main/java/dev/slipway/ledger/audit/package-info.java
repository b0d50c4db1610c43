/** What an auditor gets: the evidence in a hash chain, its signed heads, and a period of it as one file that anybody can check. */
@NullMarked
package dev.slipway.ledger.audit;

import org.jspecify.annotations.NullMarked;
