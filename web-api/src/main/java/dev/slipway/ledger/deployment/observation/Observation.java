package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.FailureCause;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.deployment.Period;
import dev.slipway.ledger.platform.text.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of one archive as seen in a worker's own audit log: deployed or removed. The same change on two workers
 * makes two observations.
 *
 * @param source what shows it
 * @param group the group of workers that it belongs to
 * @param archive the archive's name on the worker
 * @param operation the management operation
 * @param channel how it was made
 * @param actor who did it
 * @param period when it happened
 * @param outcome how it ended
 * @param artifactDigest the digest of the archive's content; null if it can no longer be read
 * @param failure the known cause of the failure
 */
public record Observation(
        Source source,
        String worker,
        Group group,
        String archive,
        Operation operation,
        Channel channel,
        String actor,
        Period period,
        Outcome outcome,
        @Nullable Digest artifactDigest,
        FailureCause failure) {

    /**
     * The record in a log.
     *
     * @param name the event source
     * @param id unique within the source
     * @param payload the record as it was read, as a JSON value; a long one that changes several archives is only with the first, and its
     *     length with the others
     */
    public record Source(String name, String id, String payload) {}

    public Instant startedAt() {
        return period.startedAt();
    }

    public Instant finishedAt() {
        return period.finishedAt();
    }
}
