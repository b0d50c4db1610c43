package dev.slipway.ledger.deployment;

import org.jspecify.annotations.Nullable;

/**
 * Which deployments are asked for; null means any.
 *
 * @param service only of this service
 * @param environment only into this environment
 * @param channel only through this door
 * @param actor only by this person or machine
 * @param outcome only those that ended so
 * @param isLive of each service in each environment only the one that is live: the newest that succeeded
 */
record DeploymentFilter(
        @Nullable String service,
        @Nullable String environment,
        @Nullable Channel channel,
        @Nullable String actor,
        @Nullable Outcome outcome,
        boolean isLive) {}
