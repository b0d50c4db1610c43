package dev.slipway.ledger.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Instant T0 = Instant.parse("2026-11-27T10:00:00Z");

    private final Allowance allowance = new Allowance(100, Duration.ofMillis(200));

    @Test
    void givesWhatWasSavedUpAndThenWhatTricklesIn() {
        assertThat(allowance.left(T0)).isEqualTo(100);
        allowance.take(100, T0);
        assertThat(allowance.left(T0)).isZero();
        assertThat(allowance.left(T0.plusSeconds(1))).isEqualTo(5);
        allowance.take(3, T0.plusSeconds(1));
        assertThat(allowance.left(T0.plusSeconds(1))).isEqualTo(2);
    }

    @Test
    void savesNoMoreThanTheMost() {
        allowance.take(1, T0);
        assertThat(allowance.left(T0.plus(Duration.ofDays(30)))).isEqualTo(100);
    }
}
