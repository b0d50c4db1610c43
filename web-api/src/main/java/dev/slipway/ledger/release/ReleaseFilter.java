package dev.slipway.ledger.release;

import org.jspecify.annotations.Nullable;

/**
 * A filter of releases; null matches any.
 *
 * @param service only of this service
 * @param version only of this version
 * @param artifactDigest only with this archive
 * @param environment only where a deployment into this environment was requested, whatever its outcome
 */
record ReleaseFilter(
        @Nullable String service,
        @Nullable String version,
        @Nullable String artifactDigest,
        @Nullable String environment) {}
