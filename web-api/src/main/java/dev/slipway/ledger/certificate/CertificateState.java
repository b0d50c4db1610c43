package dev.slipway.ledger.certificate;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How it stands with a certificate. */
@Schema(enumeration = {"waiting", "fine", "stale", "ending", "failed", "unwatched"})
public enum CertificateState {
    /** The CA has not given the first one yet. */
    WAITING,
    /** The newest one is served. */
    FINE,
    /** There is a newer one that is not served. */
    STALE,
    /** Less than a quarter of its life is left. */
    ENDING,
    /** The last try to get one failed, or nobody answers by TLS. */
    FAILED,
    /** Nobody has looked for a quarter of an hour; never written down, but found. */
    UNWATCHED;

    /** The name that the watcher, clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<CertificateState, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable CertificateState value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable CertificateState convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
