package dev.slipway.ledger.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class KnownTest {

    @Test
    void findsAConstantByTheNameThatItGoesBy() {
        assertThat(Known.of(ChronoUnit.class, "Days", ChronoUnit.FOREVER)).isEqualTo(ChronoUnit.DAYS);
    }

    @Test
    void standsInForWhatOnlyALaterReleaseKnows() {
        assertThat(Known.of(ChronoUnit.class, "Fortnights", ChronoUnit.FOREVER)).isEqualTo(ChronoUnit.FOREVER);
    }
}
