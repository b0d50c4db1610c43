package dev.slipway.ledger.figure;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How often something happens in a minute, from a counter that begins anew with each start. */
final class Rate {
    private static final double MINUTE = 60_000;

    private Rate() {}

    /**
     * One value of a counter.
     *
     * @param startedAt when the counter began
     * @param at when it was read
     */
    record Reading(Instant startedAt, Instant at, long count) {}

    /**
     * How often in a minute between two readings; since the worker's start if that lies between, or if there was no
     * earlier reading.
     *
     * @return null if no time has passed
     */
    static @Nullable Double perMinute(@Nullable Reading before, Reading now) {
        if (before != null && before.startedAt().equals(now.startedAt()) && before.count() <= now.count()) {
            return perMinute(now.count() - before.count(), Duration.between(before.at(), now.at()));
        }
        return perMinute(now.count(), Duration.between(now.startedAt(), now.at()));
    }

    private static @Nullable Double perMinute(long count, Duration time) {
        return time.toMillis() <= 0 ? null : Double.valueOf(count * MINUTE / time.toMillis());
    }
}
