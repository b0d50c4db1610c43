package dev.slipway.line.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();
    private Instant now = Instant.parse("2026-11-26T10:00:00Z");

    /** Somebody sets the clock back by an hour at each pause. */
    private final Pace pace = new Pace() {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        protected long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration length) {
            nanos += length.toNanos();
            now = now.minus(Duration.ofHours(1));
        }
    };

    @Test
    void waitsNoLongerWhereTheClockIsSetBack() {
        int[] asked = {0};
        boolean holds = pace.await(PATIENCE, Duration.ofSeconds(1), () -> {
            asked[0]++;
            return asked[0] > 100;
        });
        assertThat(holds).isFalse();
        assertThat(asked[0]).isEqualTo(11);
    }

    @Test
    void returnsTheLastValueWhetherOrNotItIsDesired() {
        int[] read = {0};
        assertThat(pace.<Integer, RuntimeException>poll(
                        PATIENCE, Duration.ofSeconds(1), () -> ++read[0], value -> value == 3))
                .isEqualTo(3);
        assertThat(pace.<Integer, RuntimeException>poll(
                        PATIENCE, Duration.ofSeconds(1), () -> ++read[0], value -> value == 3))
                .as("without the value, after ten pauses")
                .isEqualTo(14);
        assertThat(pace.<Integer, RuntimeException>poll(
                        Duration.ZERO, Duration.ofSeconds(1), () -> ++read[0], value -> value == 3))
                .as("without patience")
                .isEqualTo(15);
    }

    @Test
    void saysHowMuchIsLeft() {
        Deadline deadline = pace.deadline(PATIENCE);
        assertThat(deadline.left()).isEqualTo(PATIENCE);
        assertThat(deadline.isOver()).isFalse();
        pace.sleep(PATIENCE);
        assertThat(deadline.left()).isZero();
        assertThat(deadline.isOver()).isTrue();
    }
}
