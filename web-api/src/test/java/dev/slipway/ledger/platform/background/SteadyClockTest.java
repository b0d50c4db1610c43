package dev.slipway.ledger.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final SteadyClock clock = new SteadyClock(nanos::get);

    @Test
    void goesOnWhereTheNanosecondsOverflow() {
        Instant begin = clock.instant();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(clock.instant()).isEqualTo(begin.plus(Duration.ofHours(1)));
    }

    /** What never was is noted as of the epoch: no pause may still be under way after that. */
    @Test
    void beginsLongAfterTheEpoch() {
        assertThat(clock.instant()).isAfter(Instant.EPOCH.plus(Duration.ofDays(365)));
    }
}
