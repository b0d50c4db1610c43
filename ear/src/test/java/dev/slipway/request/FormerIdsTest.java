package dev.slipway.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FormerIdsTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final FormerIds ids = new FormerIds(clock::get);

    @Test
    void knowsAnIdForAsLongAsItMayStillArrive() {
        ids.add("a");
        assertThat(ids.contains("a")).isTrue();
        clock.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(ids.contains("a")).isTrue();
        clock.incrementAndGet();
        assertThat(ids.contains("a")).isFalse();
    }

    @Test
    void forgetsItWhenAnotherComes() {
        ids.add("a");
        clock.addAndGet(Duration.ofSeconds(11).toNanos());
        ids.add("b");
        assertThat(ids.contains("a")).isFalse();
        assertThat(ids.contains("b")).isTrue();
    }

    @Test
    void knowsNoneThatIsMissing() {
        assertThat(ids.contains(null)).isFalse();
        assertThat(ids.contains("a")).isFalse();
    }
}
