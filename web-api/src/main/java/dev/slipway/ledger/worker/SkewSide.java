package dev.slipway.ledger.worker;

import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.platform.text.Digest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state on one worker of an archive that differs between workers.
 *
 * @param groupOf the service whose server group the worker is of; null for the ledger's own workers
 * @param archive the archive's name
 * @param service the service that it belongs to
 * @param isPresent whether it is deployed at all
 * @param digest its digest; null if it is absent or cannot be read
 * @param isEnabled whether it runs
 */
record SkewSide(
        String environment,
        @Nullable String groupOf,
        String archive,
        String service,
        String worker,
        boolean isPresent,
        @Nullable String digest,
        boolean isEnabled) {

    /**
     * An archive on a group of workers.
     *
     * @param group the workers
     * @param archive the archive's name
     */
    record Key(Group group, String archive) {}

    /** Which archive, on which group of workers. */
    Key key() {
        return new Key(new Group(environment, Optional.ofNullable(groupOf)), archive);
    }

    Optional<Digest> artifactDigest() {
        return Digest.ofNullable(digest);
    }
}
