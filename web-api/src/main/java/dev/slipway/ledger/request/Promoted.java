package dev.slipway.ledger.request;

/**
 * What came of promoting a release.
 *
 * @param request the request for its deployment
 * @param isJoined whether that was made before, and this is it
 */
public record Promoted(DeploymentRequestResponse request, boolean isJoined) {}
