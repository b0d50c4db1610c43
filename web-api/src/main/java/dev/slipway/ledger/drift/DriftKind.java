package dev.slipway.ledger.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.text.Known;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** In what way a worker differs from the ledger, or came to. */
@Schema(
        enumeration = {
            "unknown-content",
            "altered-content",
            "unexpected-content",
            "missing",
            "break-glass",
            "unexpected-configuration",
            "altered-configuration",
            "unknown"
        })
public enum DriftKind {
    /** An archive runs that no release accounts for. */
    UNKNOWN_CONTENT,
    /** The content of an archive that runs was changed, or taken away, on the disk. */
    ALTERED_CONTENT,
    /** A release's archive runs, and the ledger says that another one, or none, is live. */
    UNEXPECTED_CONTENT,
    /** What the ledger says is live does not run. */
    MISSING,
    /** The management user for emergencies changed something, whoever that was. */
    BREAK_GLASS,
    /** A worker runs with another configuration than it is to run with, and nothing is under way that would change that. */
    UNEXPECTED_CONFIGURATION,
    /** A file that a worker was started with had been changed by hand. */
    ALTERED_CONFIGURATION,
    /** What only a later release knows. */
    UNKNOWN;

    /** Whether it is over when it is not seen any more; what was done stays an alarm until somebody explains it. */
    boolean endsByItself() {
        return this != BREAK_GLASS && this != UNKNOWN;
    }

    /** Whether it is a difference in what a worker was started with, not in what is deployed on it. */
    boolean isOfConfiguration() {
        return this == UNEXPECTED_CONFIGURATION || this == ALTERED_CONFIGURATION;
    }

    /** Whether it is a difference from what is live, which the audit log tells; not from the releases alone. */
    boolean dependsOnLog() {
        return this == UNEXPECTED_CONTENT || this == MISSING;
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<DriftKind, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable DriftKind value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable DriftKind convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Known.of(DriftKind.class, text, UNKNOWN);
        }
    }
}
