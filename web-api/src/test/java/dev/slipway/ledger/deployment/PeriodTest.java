package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void keepsTimesThatADeploymentMayHave() {
        assertThat(Period.reported(NOW.minusSeconds(90), NOW.minusSeconds(30), NOW))
                .isEqualTo(new Period(NOW.minusSeconds(90), NOW.minusSeconds(30)));
    }

    @Test
    void limitsALengthThatNoDeploymentHas() {
        Instant finished = NOW.minusSeconds(30);
        assertThat(Period.reported(NOW.minus(Duration.ofDays(2)), finished, NOW))
                .isEqualTo(new Period(finished.minus(Duration.ofHours(6)), finished));
    }

    @Test
    void correctsTheTimesOfAWrongClock() {
        assertThat(Period.reported(NOW.plusSeconds(30), NOW.plusSeconds(90), NOW))
                .isEqualTo(new Period(NOW, NOW));
        assertThat(Period.reported(NOW.minusSeconds(30), NOW.minusSeconds(90), NOW))
                .isEqualTo(new Period(NOW.minusSeconds(90), NOW.minusSeconds(90)));
    }
}
