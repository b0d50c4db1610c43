package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a piece of evidence says of the release. */
@Schema(
        name = "EvidenceVerdict",
        enumeration = {"passed", "failed", "none"})
public enum Verdict {
    /** All that was looked at is well. */
    PASSED,
    /** Something is not. */
    FAILED,
    /** It judges nothing. */
    NONE;

    /** What clients may say. */
    public static final String FORM = "^(passed|failed|none)$";

    /** Explains {@link #FORM}. */
    public static final String FORM_RULE = "must be one of passed, failed, none";

    /** Reads a name of this {@linkplain #FORM form}; null for null. */
    public static @Nullable Verdict of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Verdict, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Verdict value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable Verdict convertToEntityAttribute(@Nullable String text) {
            return of(text);
        }
    }
}
