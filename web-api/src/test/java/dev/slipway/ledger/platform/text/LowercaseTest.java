package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LowercaseTest {

    @Test
    void writesAndReadsNames() {
        assertThat(Lowercase.of(ChronoUnit.DAYS)).isEqualTo("days");
        assertThat(Lowercase.of(ChronoUnit.HALF_DAYS)).isEqualTo("half-days");
        assertThat(Lowercase.parse(ChronoUnit.class, "half-days")).isEqualTo(ChronoUnit.HALF_DAYS);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Lowercase.parse(ChronoUnit.class, "fortnights"));
    }
}
