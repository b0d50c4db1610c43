package dev.slipway.ledger.worker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one worker has of an archive that is not the same on all of them.
 *
 * @param place which archive, and where
 * @param service the service that it belongs to
 * @param worker the worker
 * @param isPresent whether it is there at all
 * @param digest its digest; null where it is not there, or its content cannot be read
 * @param isEnabled whether it runs
 */
record SkewSide(
        Place place,
        String service,
        String worker,
        boolean isPresent,
        @Nullable String digest,
        boolean isEnabled) {

    /**
     * An archive in an environment.
     *
     * @param environment the environment
     * @param archive the archive's name
     */
    record Place(String environment, String archive) {}

    static SkewSide of(Object[] row) {
        return new SkewSide(
                new Place((String) row[0], (String) row[1]),
                (String) row[2],
                (String) row[3],
                Boolean.TRUE.equals(row[4]),
                (String) row[5],
                Boolean.TRUE.equals(row[6]));
    }

    Optional<String> artifactDigest() {
        return Optional.ofNullable(digest);
    }
}
