package dev.slipway.ledger.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The freezes of one policy.
 *
 * @param items one by one
 */
public record Freezes(List<Freeze> items) {
    /** So many of them one policy can have. */
    static final int LIMIT = 50;

    /** Keeps a copy, so that a policy stays what it was. */
    public Freezes {
        items = List.copyOf(items);
    }

    /** Those that hold at this moment. */
    public List<Frozen> at(Instant now) {
        return items.stream()
                .flatMap(freeze -> FreezeClock.until(freeze, now)
                        .map(end -> new Frozen(freeze.name(), end.atZone(ZoneId.of(freeze.zone()))))
                        .stream())
                .toList();
    }

    /** In the database they are one piece of JSON: they are read together, and never searched. */
    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Freezes, String> {
        private static final TypeReference<List<Freeze>> LIST = new TypeReference<>() {};

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Freezes value) {
            try {
                return value == null ? null : Json.mapper().writeValueAsString(value.items());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("what was read as JSON can be written as JSON", e);
            }
        }

        @Override
        public @Nullable Freezes convertToEntityAttribute(@Nullable String text) {
            try {
                return text == null ? null : new Freezes(Json.mapper().readValue(text, LIST));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a policy's freezes are not what was written", e);
            }
        }
    }
}
