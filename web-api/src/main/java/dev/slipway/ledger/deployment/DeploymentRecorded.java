package dev.slipway.ledger.deployment;

/**
 * Fired within the transaction that records a deployment, or that learns more of it.
 *
 * @param deployment as it now is
 */
public record DeploymentRecorded(Deployment deployment) {}
