package dev.slipway.ledger.drift;

import dev.slipway.ledger.platform.text.Digest;
import java.util.Optional;

/**
 * A difference between a worker and the ledger as of now.
 *
 * @param kind how they differ
 * @param archive the archive's name
 * @param service the name of the service that it belongs to
 * @param artifactDigest the digest that runs; of a missing archive, the one that should
 * @param expectedDigest the digest that the ledger expects
 */
public record Finding(
        DriftKind kind,
        String archive,
        String service,
        Optional<Digest> artifactDigest,
        Optional<Digest> expectedDigest) {

    /** Identifies the same difference on one worker. */
    public Key key() {
        return new Key(kind, archive, artifactDigest);
    }

    /**
     * Identifies the same difference on one worker.
     *
     * @param kind how they differ
     * @param archive the archive's name
     * @param artifactDigest the digest that runs
     */
    public record Key(DriftKind kind, String archive, Optional<Digest> artifactDigest) {}
}
