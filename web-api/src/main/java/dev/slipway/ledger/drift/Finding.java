package dev.slipway.ledger.drift;

import java.util.Optional;

/**
 * A difference between a worker and the ledger, as it is seen now.
 *
 * @param kind in what way they differ
 * @param archive the archive's name
 * @param service the name of the service that it belongs to
 * @param artifactDigest what runs; of what is missing, what should
 * @param expectedDigest what the ledger says is live
 */
record Finding(
        DriftKind kind,
        String archive,
        String service,
        Optional<String> artifactDigest,
        Optional<String> expectedDigest) {

    /** What makes it the same as before, on one worker. */
    Key key() {
        return new Key(kind, archive, artifactDigest);
    }

    /**
     * What makes it the same as before, on one worker.
     *
     * @param kind in what way they differ
     * @param archive the archive's name
     * @param artifactDigest what runs
     */
    record Key(DriftKind kind, String archive, Optional<String> artifactDigest) {}
}
