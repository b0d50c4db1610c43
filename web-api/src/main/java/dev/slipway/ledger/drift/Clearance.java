package dev.slipway.ledger.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a drift is none any more. */
@Schema(enumeration = {"released", "replaced", "explained", "removed", "restarted"})
public enum Clearance {
    /** A release was recorded that accounts for the archive. */
    RELEASED,
    /** What runs was replaced, or the ledger learned that it should run: after a rollback, for instance. */
    REPLACED,
    /** An admin explained it. */
    EXPLAINED,
    /** The archive does not run any more, or should not any more. */
    REMOVED,
    /** The worker runs with what it is to run with. */
    RESTARTED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Clearance, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Clearance value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable Clearance convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
