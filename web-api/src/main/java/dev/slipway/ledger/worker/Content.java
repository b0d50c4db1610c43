package dev.slipway.ledger.worker;

import org.jspecify.annotations.Nullable;

/**
 * An archive on a worker.
 *
 * @param archive its name
 * @param isEnabled whether it runs
 * @param artifactDigest the digest of its content; null where there is none to be read
 * @param isAltered whether the content is not what the server once stored
 */
public record Content(
        String archive, boolean isEnabled, @Nullable String artifactDigest, boolean isAltered) {}
