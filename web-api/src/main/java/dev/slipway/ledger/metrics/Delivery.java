package dev.slipway.ledger.metrics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, and what it adds to the figures.
 *
 * @param id the deployment
 * @param startedAt when it began
 * @param firstCommitSeconds the lead time from the first commit, if it has one
 * @param mergeSeconds the lead time from the merge, if it has one
 * @param isFailed whether it needed intervention or is repaired by another
 * @param recoverySeconds how long it took to recover from it, if it failed and is recovered from
 * @param isRework whether it repairs another or is a rollback
 */
record Delivery(
        UUID id,
        Instant startedAt,
        @Nullable Long firstCommitSeconds,
        @Nullable Long mergeSeconds,
        boolean isFailed,
        @Nullable Long recoverySeconds,
        boolean isRework) {}
