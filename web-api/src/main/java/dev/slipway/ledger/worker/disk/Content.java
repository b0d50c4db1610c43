package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.platform.text.Digest;
import org.jspecify.annotations.Nullable;

/**
 * An archive on a worker.
 *
 * @param archive its name
 * @param runtimeName the name that deployment overlays are linked to
 * @param isEnabled whether it runs
 * @param artifactDigest the digest of its content; null if it cannot be read
 * @param isAltered whether the content has changed since the server stored it
 * @param isOverlaid whether a deployment overlay changes what runs of it
 */
public record Content(
        String archive,
        String runtimeName,
        boolean isEnabled,
        @Nullable Digest artifactDigest,
        boolean isAltered,
        boolean isOverlaid) {}
