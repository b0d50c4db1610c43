package dev.slipway.ledger.worker;

import dev.slipway.ledger.deployment.Group;
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
     * An archive on workers that are alike.
     *
     * @param group the workers
     * @param archive the archive's name
     */
    record Place(Group group, String archive) {}

    static SkewSide of(Object[] row) {
        return new SkewSide(
                new Place(new Group((String) row[0], Optional.ofNullable((String) row[1])), (String) row[2]),
                (String) row[3],
                (String) row[4],
                Boolean.TRUE.equals(row[5]),
                (String) row[6],
                Boolean.TRUE.equals(row[7]));
    }

    Optional<String> artifactDigest() {
        return Optional.ofNullable(digest);
    }
}
