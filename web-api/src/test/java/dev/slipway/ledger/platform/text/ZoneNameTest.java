package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneNameTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, true",
        "Europe/Zurich, true",
        "America/Argentina/Buenos_Aires, true",
        "SystemV/EST5, false",
        "+01:00, false",
        "Europe/Atlantis, false"
    })
    void knowsTimeZones(String name, boolean isKnown) {
        assertThat(ZoneName.Validator.isKnown(name)).isEqualTo(isKnown);
    }
}
