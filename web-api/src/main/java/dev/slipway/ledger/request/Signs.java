package dev.slipway.ledger.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger has heard of the agent that carries a request out. An agent at work extends its environment's lock every 15
 * seconds; one that is silent for minutes is dead, or cut off, and a person may give the request up.
 *
 * @param claimedAt when it began the request
 * @param askedAt when it last asked for work; null where that is not known any more
 * @param toldAt when its last step was, by its own clock; null where it has told of none
 * @param lockedUntil until when it has, or had, the environment's lock; null where somebody else has
 */
record Signs(
        Instant claimedAt,
        @Nullable Instant askedAt,
        @Nullable Instant toldAt,
        @Nullable Instant lockedUntil) {
    /** So long it may be silent. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** For so long an agent extends the lock each time. */
    private static final Duration LOCK = Duration.ofMinutes(1);

    /** When it was last heard of, if that is too long ago; empty while it is at work. */
    Optional<Instant> silentSince(Instant now) {
        return Optional.of(heardAt(now)).filter(heard -> !heard.plus(PATIENCE).isAfter(now));
    }

    /** When it was last heard of. */
    Instant heardAt(Instant now) {
        Instant extendedAt = lockedUntil == null ? null : lockedUntil.minus(LOCK);
        return Stream.of(claimedAt, askedAt, toldAt, extendedAt)
                .flatMap(Stream::ofNullable)
                .map(at -> at.isAfter(now) ? now : at)
                .reduce(claimedAt, (one, other) -> one.isAfter(other) ? one : other);
    }
}
