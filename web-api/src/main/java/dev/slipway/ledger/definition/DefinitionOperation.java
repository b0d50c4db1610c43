package dev.slipway.ledger.definition;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.text.Known;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was done with a service's definition. */
@Schema(enumeration = {"applied", "removed", "data-dropped", "unknown"})
public enum DefinitionOperation {
    /** It says what is wanted from then on. */
    APPLIED,
    /** Nothing is wanted any more; the data stay. */
    REMOVED,
    /** The data are not wanted any more, either. */
    DATA_DROPPED,
    /** What only a later release knows. */
    UNKNOWN;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<DefinitionOperation, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable DefinitionOperation value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable DefinitionOperation convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Known.of(DefinitionOperation.class, text, UNKNOWN);
        }
    }
}
