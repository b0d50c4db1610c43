package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.record.ClaimRepository;

/**
 * Fired in the transaction that records or updates a deployment, except for plain claims that nothing depends on
 * ({@link ClaimRepository}).
 *
 * @param deployment the deployment in its new state
 */
public record DeploymentChanged(Deployment deployment) {}
