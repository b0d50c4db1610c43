package dev.slipway.ledger.platform.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void restsNineTimesAsLongAsItTook() {
        assertThat(Pace.rest(Duration.ofMillis(199))).isZero();
        assertThat(Pace.rest(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(18));
        assertThat(Pace.rest(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(5));
    }
}
