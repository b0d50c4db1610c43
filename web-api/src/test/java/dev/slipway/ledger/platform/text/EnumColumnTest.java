package dev.slipway.ledger.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class EnumColumnTest {
    private final EnumColumn<ChronoUnit> fixed = new EnumColumn<>(ChronoUnit.class) {};
    private final EnumColumn<ChronoUnit> growing = new EnumColumn<>(ChronoUnit.class, ChronoUnit.FOREVER) {};

    @Test
    void storesAConstantByTheNameThatItGoesBy() {
        assertThat(fixed.convertToDatabaseColumn(ChronoUnit.HALF_DAYS)).isEqualTo("HalfDays");
        assertThat(fixed.convertToEntityAttribute("HalfDays")).isEqualTo(ChronoUnit.HALF_DAYS);
        assertThat(growing.convertToEntityAttribute("Days")).isEqualTo(ChronoUnit.DAYS);
    }

    @Test
    void storesNullAsNull() {
        assertThat(fixed.convertToDatabaseColumn(null)).isNull();
        assertThat(fixed.convertToEntityAttribute(null)).isNull();
        assertThat(growing.convertToEntityAttribute(null)).isNull();
    }

    @Test
    void standsInForWhatOnlyALaterReleaseKnows() {
        assertThat(growing.convertToEntityAttribute("Fortnights")).isEqualTo(ChronoUnit.FOREVER);
    }

    @Test
    void refusesAnUnknownNameWhereNoReleaseAddsOne() {
        assertThatThrownBy(() -> fixed.convertToEntityAttribute("Fortnights"))
                .hasMessage("no ChronoUnit is named 'Fortnights'");
    }
}
