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

    /** By how much the last attempt may be put off, by quiet hours or until a digest. */
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
     * When to try again.
     *
     * @param attempts how often it was tried, once at least
     * @param retryAfter for how long the receiver asks to be left alone, if it does
     * @param expires when it is given up
     * @return empty when it is given up
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
     * Whether an attempt counts that the receiver had too much for: not where it asks to be left alone for longer than the next one waits
     * anyway.
     *
     * @param attempts how often it was tried, once at least
     * @param retryAfter for how long the receiver asks to be left alone, if it does
     */
    static boolean isCounted(int attempts, @Nullable Duration retryAfter) {
        return retryAfter == null || retryAfter.compareTo(waitAfter(attempts)) <= 0;
    }

    private static Duration waitAfter(int attempts) {
        return WAITS.get(Math.min(attempts, WAITS.size()) - 1);
    }

    /** For how long a receiver is left alone that asks for it. */
    static Duration rest(Duration requested) {
        return requested.compareTo(LONGEST_REQUESTED) < 0 ? requested : LONGEST_REQUESTED;
    }

    /**
     * What expired before this is given up, however often it was tried: what was due while the ledger was down, for
     * instance, is no news any more.
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
