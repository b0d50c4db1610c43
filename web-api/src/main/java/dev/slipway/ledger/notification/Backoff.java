package dev.slipway.ledger.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a rejected notification is retried, and when it is given up. */
final class Backoff {
    /** How long after the first attempt, or when it was due, retries are made. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    /** The longest postponement of the last attempt, by quiet hours or until a digest. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    /** The same if the receiver would refuse it again: too many attempts may lock the line's account there. */
    private static final List<Duration> REFUSED_WAITS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(4));

    private static final Duration SHORTEST_REFUSAL = Duration.ofMinutes(5);
    /** An urgent notification that the receiver would take waits no longer. */
    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(15);

    private static final Duration LONGEST_REQUESTED = Duration.ofHours(1);
    private static final int UNREMARKABLE = 8;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private Backoff() {}

    /**
     * The time of the next attempt: the last one is made when it is given up, however long the wait would be.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param isPermanent whether the receiver would refuse it again
     * @param retryAfter the delay that the receiver requested, if any
     * @param expires when it is given up
     * @return empty if it is given up now
     */
    static Optional<Instant> next(
            int attempts, boolean isPermanent, @Nullable Duration retryAfter, Instant now, Instant expires) {
        if (!now.isBefore(expires)) {
            return Optional.empty();
        }
        Duration wait = waitAfter(attempts, isPermanent ? REFUSED_WAITS : WAITS);
        if (retryAfter != null && retryAfter.compareTo(wait) > 0) {
            wait = rest(retryAfter);
        }
        Instant next = now.plus(wait);
        return Optional.of(next.isBefore(expires) ? next : expires);
    }

    /**
     * When a notification is given up that was just tried: it may have been due long before its first attempt.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param expires when it would have been given up so far
     */
    static Instant expires(int attempts, Instant now, Instant expires) {
        return attempts == 1 ? now.plus(GIVEN_UP_AFTER) : expires;
    }

    /**
     * Whether an attempt that the receiver throttled counts: not if the receiver requested a longer delay than the next
     * regular one.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param retryAfter the delay that the receiver requested, if any
     */
    static boolean isCounted(int attempts, @Nullable Duration retryAfter) {
        return retryAfter == null || retryAfter.compareTo(waitAfter(attempts, WAITS)) <= 0;
    }

    private static Duration waitAfter(int attempts, List<Duration> waits) {
        return waits.get(Math.min(attempts, waits.size()) - 1);
    }

    /** The pause granted to a receiver that requested one. */
    static Duration rest(Duration requested) {
        return requested.compareTo(LONGEST_REQUESTED) < 0 ? requested : LONGEST_REQUESTED;
    }

    /**
     * How long a channel rests whose receiver would refuse any other message, too: as long again as it has been failing.
     *
     * @param failing how long it has been failing
     */
    static Duration refusal(Duration failing) {
        Duration rest = failing.compareTo(SHORTEST_REFUSAL) > 0 ? failing : SHORTEST_REFUSAL;
        return rest.compareTo(LONGEST_REFUSAL) < 0 ? rest : LONGEST_REFUSAL;
    }

    /**
     * Notifications that expired before this time are given up, however often they were tried: those due while the
     * ledger was down, for instance, are outdated.
     */
    static Instant expired(Instant now) {
        return now.minus(LONGEST_DELAY);
    }

    /**
     * How long a failing channel pauses, so that one that does not answer is not tried for each message.
     *
     * @param failures how often it failed, one after the other
     */
    static Duration pause(int failures) {
        if (failures < UNREMARKABLE) {
            return Duration.ZERO;
        }
        int exponent = Math.min(failures - UNREMARKABLE, 6);
        return Duration.ofSeconds(Math.min(1L << exponent, LONGEST_PAUSE_SECONDS));
    }
}
