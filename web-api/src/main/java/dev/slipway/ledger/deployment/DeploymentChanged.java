package dev.slipway.ledger.deployment;

/**
 * Fired in the transaction that records or updates a deployment, except for plain claims that nothing depends on
 * ({@link ClaimRepository}).
 *
 * @param deployment the deployment in its new state
 */
public record DeploymentChanged(Deployment deployment) {}
