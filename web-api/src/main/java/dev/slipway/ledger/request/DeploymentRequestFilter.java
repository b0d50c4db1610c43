package dev.slipway.ledger.request;

import org.jspecify.annotations.Nullable;

/**
 * Which deployment requests are asked for; null means any.
 *
 * @param state only those so far
 * @param service only of this service
 * @param environment only into this environment
 * @param version only of releases with this version
 */
record DeploymentRequestFilter(
        @Nullable State state,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String version) {}
