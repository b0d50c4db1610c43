package dev.slipway.ledger.request;

/**
 * The outcome of a deployment request.
 *
 * @param isJoined whether an existing request for the same was returned
 */
public record RequestOutcome(DeploymentRequest request, boolean isJoined) {}
