package dev.slipway.ledger.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelemetryServiceTest {

    /** Both workers count the same for a whole minute, whenever they are asked in it. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T12:00:00Z, 2026-11-27T11:00:00Z",
        "2026-11-27T12:00:59.999999Z, 2026-11-27T11:00:00Z",
        "2026-11-27T12:01:00Z, 2026-11-27T11:01:00Z",
    })
    void countsUpToTheSameTimeForAMinute(Instant now, Instant until) {
        assertThat(TelemetryService.settled(now)).isEqualTo(until);
    }
}
