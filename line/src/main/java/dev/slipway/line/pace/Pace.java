package dev.slipway.line.pace;

import java.time.Duration;
import java.time.Instant;

/** The clock, and waiting by it. Not final: a test's own lets time pass at once. */
public class Pace {
    /** What time it is. */
    public Instant now() {
        return Instant.now();
    }

    /** Nanoseconds since any moment: unlike {@link #now}, they go on evenly where the machine's clock is set. */
    protected long nanos() {
        return System.nanoTime();
    }

    /** The moment after so long. */
    public final Deadline deadline(Duration patience) {
        return new Deadline(this, nanos() + patience.toNanos());
    }

    /** Waits that long. */
    public void sleep(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited", e);
        }
    }

    /** Asks until it holds, but no longer than the patience; says whether it does. It is asked at least once. */
    public final <E extends Exception> boolean await(Duration patience, Duration interval, Condition<E> condition)
            throws E {
        Deadline deadline = deadline(patience);
        while (!condition.holds()) {
            if (deadline.isOver()) {
                return false;
            }
            sleep(interval);
        }
        return true;
    }

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        /** Whether it holds by now. */
        boolean holds() throws E;
    }
}
