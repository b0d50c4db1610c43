package dev.slipway.ledger.deployment;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import org.jspecify.annotations.Nullable;

/**
 * What a client's claim is about.
 *
 * @param release what was deployed
 * @param environment where to
 * @param configurationVersion the version of the configuration that the workers there are to run with; null where there is none to be had
 * @param isShown whether workers show something there, around that time, that nobody has claimed
 */
record Ground(
        Release release, Environment environment, @Nullable Integer configurationVersion, boolean isShown) {}
