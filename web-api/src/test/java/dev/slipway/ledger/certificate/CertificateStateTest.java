package dev.slipway.ledger.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateStateTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    /** A look that is ahead was before the clock was set back. */
    @ParameterizedTest
    @CsvSource({
        "PT-15M, false",
        "PT-14M59.999S, true",
        "PT0S, true",
        "PT15M, true",
        "PT15M0.001S, false",
        "PT24H, false"
    })
    void countsForAQuarterOfAnHour(Duration ahead, boolean isWatched) {
        assertThat(CertificateState.isWatched(NOW.plus(ahead), NOW)).isEqualTo(isWatched);
    }
}
