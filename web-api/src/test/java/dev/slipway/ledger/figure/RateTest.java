package dev.slipway.ledger.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.figure.Rate.Reading;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateTest {
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    private static Reading reading(Instant start, int seconds, long count) {
        return new Reading(start, START.plusSeconds(seconds), count);
    }

    @Test
    void isOfTheTimeBetweenTwoReadings() {
        assertThat(Rate.perMinute(reading(START, 60, 100), reading(START, 75, 130)))
                .isEqualTo(120);
        assertThat(Rate.perMinute(reading(START, 60, 100), reading(START, 75, 100)))
                .isZero();
    }

    @Test
    void isOfTheTimeSinceTheStartWhereThereIsNoReadingBefore() {
        assertThat(Rate.perMinute(null, reading(START, 30, 10))).isEqualTo(20);
        Instant again = START.plusSeconds(70);
        assertThat(Rate.perMinute(reading(START, 60, 100), reading(again, 80, 2)))
                .as("it was restarted")
                .isEqualTo(12);
        assertThat(Rate.perMinute(reading(START, 60, 100), reading(START, 120, 60)))
                .as("its counter was set back")
                .isEqualTo(30);
    }

    @Test
    void isNothingWhereNoTimePassed() {
        assertThat(Rate.perMinute(reading(START, 60, 100), reading(START, 60, 130)))
                .isNull();
        assertThat(Rate.perMinute(null, reading(START.plusSeconds(90), 60, 1))).isNull();
    }
}
