package dev.slipway.ledger.request.promotion;

import dev.slipway.ledger.request.DeploymentRequestResponse;

/**
 * The outcome of promoting a release.
 *
 * @param request the request for its deployment
 * @param isJoined whether an existing request for the same was returned
 */
public record PromotionOutcome(DeploymentRequestResponse request, boolean isJoined) {}
