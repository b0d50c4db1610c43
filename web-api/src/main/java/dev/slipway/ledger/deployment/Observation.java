package dev.slipway.ledger.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's own record shows of one archive: somebody put it there, or took it off. Two workers that did the same
 * give two observations.
 *
 * @param source where it was read, as events name it
 * @param sourceId what tells it apart from all others of this source
 * @param payload the record as it was read, as a JSON value
 * @param worker the worker
 * @param group the workers that it is one of
 * @param archive the archive's name on the worker
 * @param operation what was done
 * @param channel through which door
 * @param actor who did it
 * @param startedAt when it began
 * @param finishedAt when it was over
 * @param outcome how it ended
 * @param artifactDigest the digest of the archive's content; null where it cannot be read any more
 * @param failedService the server's service that did not start, where that is known
 * @param failure why it failed, where that is known
 * @param failureLog what the server logged of the failure
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
