package dev.slipway.ledger.group;

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
 * The workers of one server group.
 *
 * @param items one by one
 */
record GroupWorkers(List<GroupWorker> items) {
    static final GroupWorkers NONE = new GroupWorkers(List.of());

    /** Keeps a copy. */
    GroupWorkers {
        items = List.copyOf(items);
    }

    /** In the database they are one piece of JSON: they are reported and read together. */
    @Converter(autoApply = true)
    static class Column implements AttributeConverter<GroupWorkers, String> {
        private static final ObjectReader READER = Json.mapper()
                .readerFor(new TypeReference<List<GroupWorker>>() {})
                // The release after this one may have written more.
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable GroupWorkers value) {
            try {
                return value == null ? null : Json.mapper().writeValueAsString(value.items());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was read as JSON can be written as JSON", e);
            }
        }

        @Override
        public @Nullable GroupWorkers convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new GroupWorkers(READER.readValue(text));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a server group's workers are not what was written", e);
            }
        }
    }
}
