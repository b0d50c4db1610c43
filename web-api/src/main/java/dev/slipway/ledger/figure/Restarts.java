package dev.slipway.ledger.figure;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The starts of a worker's server that follow each other and that no new configuration explains, as where it runs out of memory: its
 * supervisor starts it anew each time, and in between it answers.
 *
 * @param count how many there were
 * @param first when the first began; null where there was none
 * @param last when the last began; null where there was none
 */
public record Restarts(
        int count, @Nullable Instant first, @Nullable Instant last) {
    /** So many may be chance, or people. */
    public static final int FEW = 3;

    /** One more than a few, so far apart, are within ten minutes. */
    static final Duration APART = Duration.ofSeconds(200);

    /** Where there was none for so long, it is over; for one that starts slowly, that is longer than they are apart. */
    static final Duration OVER = Duration.ofMinutes(10);

    /** None. */
    static Restarts none() {
        return new Restarts(0, null, null);
    }

    /** With one more. */
    Restarts and(Instant began) {
        boolean isNext = last != null && !began.isAfter(last.plus(isLoop() ? OVER : APART));
        return isNext
                ? new Restarts(count + 1, requireNonNullElse(first, began), began)
                : new Restarts(1, began, began);
    }

    /** As they are then. */
    Restarts at(Instant now) {
        return last != null && last.plus(OVER).isBefore(now) ? none() : this;
    }

    /** Whether they are so many that somebody should know. */
    boolean isLoop() {
        return count > FEW;
    }
}
