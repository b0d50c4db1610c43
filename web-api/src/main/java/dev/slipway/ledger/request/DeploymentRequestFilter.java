package dev.slipway.ledger.request;

import org.jspecify.annotations.Nullable;

/**
 * A filter of deployment requests; null matches any.
 *
 * @param state only those in this state
 * @param service only of this service
 * @param environment only into this environment
 * @param version only of releases with this version
 */
record DeploymentRequestFilter(
        @Nullable State state,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String version) {}
