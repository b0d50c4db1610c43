package dev.slipway.ledger.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    @Test
    void restsNineTimesAsLongAsItTook() {
        assertThat(Throttle.rest(Duration.ofMillis(199))).isZero();
        assertThat(Throttle.rest(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(18));
        assertThat(Throttle.rest(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(5));
    }
}
