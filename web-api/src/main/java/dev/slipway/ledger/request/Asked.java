package dev.slipway.ledger.request;

/**
 * What came of asking for a deployment.
 *
 * @param request the request
 * @param isJoined whether the same was asked for before, and this is it
 */
record Asked(DeploymentRequest request, boolean isJoined) {}
