package dev.slipway.line.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** The clock, and waiting. Not final, as in tests time passes at once. */
public class Pace {
    /** The current time. */
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

    /** Waits for a time. */
    public void sleep(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited", e);
        }
    }

    /** Polls a condition, at least once, until it holds or the patience is exhausted; returns whether it holds. */
    public final <E extends Exception> boolean await(Duration patience, Duration interval, Condition<E> condition)
            throws E {
        return poll(patience, interval, condition::holds, holds -> holds);
    }

    /**
     * Reads a value, at least once, until it is as desired or the patience is exhausted.
     *
     * @param isDesired called once for each value
     * @return the last value, desired or not
     */
    public final <T, E extends Exception> T poll(
            Duration patience, Duration interval, Reading<T, E> reading, Predicate<T> isDesired) throws E {
        Deadline deadline = deadline(patience);
        T value = reading.read();
        while (!isDesired.test(value) && !deadline.isOver()) {
            sleep(interval);
            value = reading.read();
        }
        return value;
    }

    /** A value that is read repeatedly. */
    @FunctionalInterface
    public interface Reading<T, E extends Exception> {
        /** The value now. */
        T read() throws E;
    }

    /** A condition to wait for. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        /** Whether it holds now. */
        boolean holds() throws E;
    }
}
