package dev.slipway.ledger.deployment;

/**
 * Fired within the transaction that records a deployment, or that learns more of it; not where a client's record was plain, and nothing
 * waited for it: {@link ClaimRepository}.
 *
 * @param deployment as it now is
 */
public record DeploymentRecorded(Deployment deployment) {}
