package dev.slipway.ledger.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Json;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Stores a definition as one JSON value, since it is read whole and never searched. */
@Converter(autoApply = true)
class DefinitionColumn implements AttributeConverter<Definition, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Definition value) {
        return value == null ? null : Json.text(value);
    }

    @Override
    public @Nullable Definition convertToEntityAttribute(@Nullable String text) {
        try {
            return text == null ? null : Json.mapper().readValue(text, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a service's definition is not what was written", e);
        }
    }
}
