package dev.slipway.ledger.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.slipway.ledger.gate.Reason;
import dev.slipway.ledger.platform.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate's reasons when it was last evaluated.
 *
 * @param items one by one
 */
record Reasons(List<Reason> items) {

    /** Keeps a copy, so that reasons stay what they were. */
    Reasons {
        items = List.copyOf(items);
    }

    /** Stored as one JSON value, since they are read together and never searched. */
    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Reasons, String> {
        private static final ObjectReader READER = Json.mapper()
                .readerForListOf(Reason.class)
                .with(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Reasons value) {
            try {
                return value == null ? null : Json.mapper().writeValueAsString(value.items());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a record of text can be written as JSON", e);
            }
        }

        @Override
        public @Nullable Reasons convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new Reasons(READER.readValue(text));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a request's reasons are not what was written", e);
            }
        }
    }
}
