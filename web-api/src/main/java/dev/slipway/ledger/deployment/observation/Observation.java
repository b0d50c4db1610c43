package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Group;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of one archive as seen in a worker's own audit log: deployed or removed. The same change on two workers
 * makes two observations.
 *
 * @param source the event source
 * @param sourceId unique within the source
 * @param payload the record as it was read, as a JSON value
 * @param worker the worker
 * @param group the group of workers that it belongs to
 * @param archive the archive's name on the worker
 * @param operation the management operation
 * @param channel how it was made
 * @param actor who did it
 * @param startedAt when it began
 * @param finishedAt when it finished
 * @param outcome how it ended
 * @param artifactDigest the digest of the archive's content; null if it can no longer be read
 * @param failedService the server's service that failed to start; null if unknown
 * @param failure why it failed; null if unknown
 * @param failureLog what the server logged about the failure; null if nothing
 */
public record Observation(
        String source,
        String sourceId,
        String payload,
        String worker,
        Group group,
        String archive,
        Operation operation,
        Channel channel,
        String actor,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome,
        @Nullable String artifactDigest,
        @Nullable String failedService,
        @Nullable String failure,
        @Nullable String failureLog) {}
