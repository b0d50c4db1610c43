package dev.slipway.ledger.request;

/**
 * The outcome of asking for a deployment.
 *
 * @param request the request
 * @param isJoined whether an existing request for the same was returned
 */
record RequestOutcome(DeploymentRequest request, boolean isJoined) {}
