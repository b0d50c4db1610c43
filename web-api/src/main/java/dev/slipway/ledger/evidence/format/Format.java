package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a piece of evidence is written down. */
@Schema(
        name = "EvidenceFormat",
        enumeration = {"junit-xml", "junit-zip", "cyclonedx-json", "cyclonedx-xml", "in-toto", "dsse"})
public enum Format {
    /** One report of tests, as JUnit, Surefire and most others write it. */
    JUNIT_XML,
    /** Any number of such reports in a ZIP archive. */
    JUNIT_ZIP,
    /** A bill of materials. */
    CYCLONEDX_JSON,
    /** A bill of materials. */
    CYCLONEDX_XML,
    /** A bare in-toto statement. */
    IN_TOTO,
    /** An in-toto statement in its envelope, with signatures. */
    DSSE;

    static @Nullable Format of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Format, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Format value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable Format convertToEntityAttribute(@Nullable String text) {
            return of(text);
        }
    }
}
