/**
 * Reads a worker's management audit log: every operation on it, by whatever door, written to its disk by the server
 * itself. So what happens while the ledger is down, or to the ledger, is there when it is back.
 *
 * <p>Alone here, for WildFly calls the log's configuration deprecated: whatever takes its place has only to hand
 * {@linkplain dev.slipway.ledger.deployment.Observation observations} on.
 */
@NullMarked
package dev.slipway.ledger.auditlog;

import org.jspecify.annotations.NullMarked;
