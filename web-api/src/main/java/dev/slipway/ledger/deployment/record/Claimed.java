package dev.slipway.ledger.deployment.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The facts that the ledger adds to a claim.
 *
 * @param releaseId the release
 * @param commit the commit the release was built from, if that was recorded
 * @param artifactDigest the digest of the archive
 * @param configurationVersion the configuration version in force; null if the service has none
 */
public record Claimed(
        UUID releaseId,
        @Nullable String commit,
        String artifactDigest,
        @Nullable Integer configurationVersion) {}
