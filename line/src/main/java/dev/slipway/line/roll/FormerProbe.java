package dev.slipway.line.roll;

import org.jspecify.annotations.Nullable;

/**
 * The health check that the release before went live with.
 *
 * @param path the path; null for the service's default
 * @param seconds its timeout
 */
public record FormerProbe(@Nullable String path, int seconds) {}
