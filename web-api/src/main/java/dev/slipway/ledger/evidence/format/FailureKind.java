package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a test did not pass. */
@Schema(
        name = "TestFailureKind",
        enumeration = {"failure", "error"})
public enum FailureKind {
    /** It found what it looks for. */
    FAILURE,
    /** It broke down itself. */
    ERROR;

    static @Nullable FailureKind of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<FailureKind, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable FailureKind value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable FailureKind convertToEntityAttribute(@Nullable String text) {
            return of(text);
        }
    }
}
