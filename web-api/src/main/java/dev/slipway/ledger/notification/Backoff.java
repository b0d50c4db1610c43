package dev.slipway.ledger.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a rejected notification is retried, and when it is given up. */
final class Backoff {
    /** The time after the first due date until which retries are made. */
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    /** The longest postponement of the last attempt, by quiet hours or until a digest. */
    private static final Duration LONGEST_DELAY = Duration.ofDays(1);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private static final Duration LONGEST_REQUESTED = Duration.ofHours(1);
    private static final int UNREMARKABLE = 8;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    private Backoff() {}

    /**
     * The time of the next attempt.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param retryAfter the delay that the receiver requested, if any
     * @param expires when it is given up
     * @return empty if it is given up
     */
    static Optional<Instant> next(int attempts, @Nullable Duration retryAfter, Instant now, Instant expires) {
        Duration wait = waitAfter(attempts);
        if (retryAfter != null && retryAfter.compareTo(wait) > 0) {
            wait = rest(retryAfter);
        }
        Instant next = now.plus(wait);
        return next.isAfter(expires) ? Optional.empty() : Optional.of(next);
    }

    /**
     * Whether an attempt that the receiver throttled counts: not if the receiver requested a longer delay than the next
     * regular one.
     *
     * @param attempts the number of attempts so far, at least 1
     * @param retryAfter the delay that the receiver requested, if any
     */
    static boolean isCounted(int attempts, @Nullable Duration retryAfter) {
        return retryAfter == null || retryAfter.compareTo(waitAfter(attempts)) <= 0;
    }

    private static Duration waitAfter(int attempts) {
        return WAITS.get(Math.min(attempts, WAITS.size()) - 1);
    }

    /** The pause granted to a receiver that requested one. */
    static Duration rest(Duration requested) {
        return requested.compareTo(LONGEST_REQUESTED) < 0 ? requested : LONGEST_REQUESTED;
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
