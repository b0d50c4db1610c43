/** Parses records of WildFly's audit log into what the ledger stores. */
@NullMarked
package dev.slipway.ledger.auditlog.entry;

import org.jspecify.annotations.NullMarked;
