/** The zip for an auditor: a period's records and what verifies them. */
@NullMarked
package dev.slipway.ledger.audit.extract;

import org.jspecify.annotations.NullMarked;
