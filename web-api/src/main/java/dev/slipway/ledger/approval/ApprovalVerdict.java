package dev.slipway.ledger.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an approver says. */
@Schema(enumeration = {"approved", "refused"})
public enum ApprovalVerdict {
    /** It may enter. */
    APPROVED,
    /** It may not. */
    REFUSED;

    static @Nullable ApprovalVerdict of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<ApprovalVerdict, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable ApprovalVerdict value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable ApprovalVerdict convertToEntityAttribute(@Nullable String text) {
            return of(text);
        }
    }
}
