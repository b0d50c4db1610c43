package dev.slipway.ledger.platform.background;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock for pauses and ages, which goes on steadily when the machine's is set back or forward. Its times say something
 * only compared with each other.
 */
public final class SteadyClock implements InstantSource {
    /** Long after {@link Instant#EPOCH}, which often stands for never. */
    private static final Instant BEGIN = Instant.EPOCH.plus(Duration.ofDays(1_000));

    private final LongSupplier nanos;
    private final long begin;

    /** A clock that begins to run now. */
    public SteadyClock() {
        this(System::nanoTime);
    }

    /**
     * A clock that begins to run now.
     *
     * @param nanos nanoseconds since any moment, as by {@link System#nanoTime}
     */
    SteadyClock(LongSupplier nanos) {
        this.nanos = nanos;
        begin = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return BEGIN.plusNanos(nanos.getAsLong() - begin);
    }
}
