package dev.slipway.ledger.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonColumnTest {
    private static final String WRITTEN = "[\"2026-11-23T10:15:30Z\"]";

    private final JsonColumn<Times, List<Instant>> column =
            new JsonColumn<>(new TypeReference<List<Instant>>() {}, Times::items, Times::new, "a list of times") {};

    @Test
    void readsWhatItWrote() {
        Times times = new Times(List.of(Instant.parse("2026-11-23T10:15:30Z")));
        assertThat(column.convertToDatabaseColumn(times)).isEqualTo(WRITTEN);
        assertThat(column.convertToEntityAttribute(WRITTEN)).isEqualTo(times);
    }

    @Test
    void storesNullAsNull() {
        assertThat(column.convertToDatabaseColumn(null)).isNull();
        assertThat(column.convertToEntityAttribute(null)).isNull();
    }

    @Test
    void quotesNoValueThatItCannotRead() {
        assertThatThrownBy(() -> column.convertToEntityAttribute("[\"hunter2\"]"))
                .hasMessage("a list of times cannot be read from character 1")
                .hasNoCause();
    }

    record Times(List<Instant> items) {}
}
