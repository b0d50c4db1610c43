package dev.slipway.ledger.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

    @ParameterizedTest
    @EnumSource
    void comesBackAsItWentOut(Outcome outcome) {
        assertThat(outcome.toString()).isLowerCase();
        assertThat(Outcome.of(outcome.toString())).isEqualTo(outcome);
    }

    @Test
    void mayBeLeftOpen() {
        assertThat(Outcome.of(null)).isNull();
    }
}
