package dev.slipway.ledger.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a drift was cleared. */
@Schema(
        name = "Clearance",
        enumeration = {"released", "replaced", "explained", "removed", "restarted"})
public enum DriftResolution {
    /** A release with this archive was recorded. */
    RELEASED,
    /** The archive was replaced, or became the expected one, by a rollback for instance. */
    REPLACED,
    /** An admin explained it. */
    EXPLAINED,
    /** The archive no longer runs, or is no longer expected. */
    REMOVED,
    /** The worker was restarted with the expected configuration. */
    RESTARTED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<DriftResolution, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable DriftResolution value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable DriftResolution convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
