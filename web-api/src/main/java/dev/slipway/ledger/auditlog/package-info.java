/**
 * Reads the workers' management audit logs: every operation, through whichever channel, as the server itself wrote it
 * to disk. So operations made while the ledger is down, or on the ledger itself, are recorded when it is back.
 *
 * <p>Isolated in this package because WildFly has deprecated the log's configuration: a replacement only has to produce
 * {@linkplain dev.slipway.ledger.deployment.observation.Observation observations}.
 */
@NullMarked
package dev.slipway.ledger.auditlog;

import org.jspecify.annotations.NullMarked;
