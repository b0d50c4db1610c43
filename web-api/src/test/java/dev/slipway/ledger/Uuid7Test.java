package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.123456Z");

    @Test
    void isOfVersionSevenAndTheStandardVariant() {
        UUID id = Uuid7.at(TIME);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void beginsWithTheMillisecond() {
        assertThat(Uuid7.at(TIME).getMostSignificantBits() >>> 16).isEqualTo(TIME.toEpochMilli());
    }

    @Test
    void sortsByTimeWithinAMillisecond() {
        List<String> ids = Stream.of(0, 1_000, 2_000, 500_000, 876_543)
                .map(nanos -> Uuid7.at(TIME.plusNanos(nanos)).toString())
                .toList();

        assertThat(ids).isSorted();
    }

    @Test
    void differsAtTheSameTime() {
        assertThat(Uuid7.at(TIME)).isNotEqualTo(Uuid7.at(TIME));
    }
}
