package dev.slipway.ledger.deployment.record;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import org.jspecify.annotations.Nullable;

/**
 * The entities that a client's claim refers to.
 *
 * @param release what was deployed
 * @param configurationVersion the configuration version that the workers there should run with; null if the service has
 *     none
 * @param hasPolicy whether the environment has a policy
 * @param isShown whether there is an unclaimed observation around that time
 */
public record ClaimContext(
        Release release,
        Environment environment,
        @Nullable Integer configurationVersion,
        boolean hasPolicy,
        boolean isShown) {}
