package dev.slipway.ledger.request.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The signs of life of the agent that executes a request. A working agent extends its environment's lock every 15
 * seconds, and one that waits for that lock reports a step each minute; one that is silent for minutes has crashed or
 * is cut off, and a person may give the request up. Polling for work is no sign: the agent does so in other
 * environments, too.
 *
 * @param claimedAt when it claimed the request
 * @param reportedAt when its last reported step was, by its own clock; null if it reported none
 * @param lockedUntil when its lock on the environment ends or ended; null if another account has the lock
 */
public record AgentLiveness(
        Instant claimedAt,
        @Nullable Instant reportedAt,
        @Nullable Instant lockedUntil) {
    /** How long it may be silent. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How long an agent extends the lock for. */
    private static final Duration LOCK = Duration.ofMinutes(1);

    /** The last sign of life, if that is too long ago; empty while the agent is alive. */
    public Optional<Instant> silentSince(Instant now) {
        return Optional.of(lastSeenAt(now))
                .filter(seenAt -> !seenAt.plus(PATIENCE).isAfter(now));
    }

    /** When it was last heard of. */
    Instant lastSeenAt(Instant now) {
        Instant extendedAt = lockedUntil == null ? null : lockedUntil.minus(LOCK);
        return Stream.of(claimedAt, reportedAt, extendedAt)
                .flatMap(Stream::ofNullable)
                .map(at -> at.isAfter(now) ? now : at)
                .reduce(claimedAt, (one, other) -> one.isAfter(other) ? one : other);
    }
}
