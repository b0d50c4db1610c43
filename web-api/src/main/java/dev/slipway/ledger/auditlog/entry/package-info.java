/** What a record of WildFly's audit log says, and what the ledger keeps of it. */
@NullMarked
package dev.slipway.ledger.auditlog.entry;

import org.jspecify.annotations.NullMarked;
