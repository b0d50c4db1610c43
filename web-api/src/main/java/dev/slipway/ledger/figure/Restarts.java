package dev.slipway.ledger.figure;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A series of unexplained starts of a worker's server, for instance because it runs out of memory: its supervisor
 * restarts it each time, and it answers in between.
 *
 * @param count how many there were
 * @param first when the first began; null if there was none
 * @param last when the last began; null if there was none
 */
public record Restarts(
        int count, @Nullable Instant first, @Nullable Instant last) {
    /** Up to this many may be chance, or manual. */
    public static final int FEW = 3;

    /** One more than a few, so far apart, are within ten minutes. */
    static final Duration APART = Duration.ofSeconds(200);

    /**
     * A restart loop is over after this time without a start; longer than the interval between starts of a slow worker.
     */
    static final Duration OVER = Duration.ofMinutes(10);

    static Restarts none() {
        return new Restarts(0, null, null);
    }

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

    /** Whether there are enough of them for an alert. */
    boolean isLoop() {
        return count > FEW;
    }
}
