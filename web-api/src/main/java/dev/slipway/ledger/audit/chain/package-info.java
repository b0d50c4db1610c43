/** The hash chain over the ledger's tables, whose head is signed daily. */
@NullMarked
package dev.slipway.ledger.audit.chain;

import org.jspecify.annotations.NullMarked;
