package dev.slipway.ledger.group.restart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.slipway.ledger.platform.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one restart.
 *
 * @param items one by one, in order
 */
public record RestartSteps(List<RestartStep> items) {
    static final RestartSteps NONE = new RestartSteps(List.of());

    /** Keeps a copy. */
    public RestartSteps {
        items = List.copyOf(items);
    }

    /** In the database they are one piece of JSON: they are reported and read together. */
    @Converter(autoApply = true)
    static class Column implements AttributeConverter<RestartSteps, String> {
        private static final ObjectReader READER = Json.mapper()
                .readerFor(new TypeReference<List<RestartStep>>() {})
                // The release after this one may have written more.
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable RestartSteps value) {
            try {
                return value == null ? null : Json.mapper().writeValueAsString(value.items());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was read as JSON can be written as JSON", e);
            }
        }

        @Override
        public @Nullable RestartSteps convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new RestartSteps(READER.readValue(text));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a restart's steps are not what was written", e);
            }
        }
    }
}
