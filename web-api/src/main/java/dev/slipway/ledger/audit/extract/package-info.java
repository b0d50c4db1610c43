/** Extracts for auditors: a zip with the records of a period and what verifies them. */
@NullMarked
package dev.slipway.ledger.audit.extract;

import org.jspecify.annotations.NullMarked;
