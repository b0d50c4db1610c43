package dev.slipway.ledger.deployment.query;

/**
 * Who made a deployment.
 *
 * @param actor the account
 * @param isClaimed whether that account recorded it itself; otherwise a worker's log alone names it, which the service's own code can write
 */
public record Deployer(String actor, boolean isClaimed) {}
