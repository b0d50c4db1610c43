package dev.slipway.ledger.deployment.query;

import java.time.Instant;

/**
 * Who made deployments.
 *
 * @param actor the account
 * @param isClaimed whether that account recorded it itself; otherwise a worker's log alone names it, which the service's own code can write
 * @param recordedAt when the ledger first recorded the last of these deployments
 */
public record Deployer(String actor, boolean isClaimed, Instant recordedAt) {}
