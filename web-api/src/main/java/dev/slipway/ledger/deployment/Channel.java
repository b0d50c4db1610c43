package dev.slipway.ledger.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The door that a deployment came through. */
@Schema(enumeration = {"pipeline", "maven", "console", "cli", "scanner"})
public enum Channel {
    /** A pipeline's job. */
    PIPELINE,
    /** The WildFly Maven plugin, from somebody's checkout. */
    MAVEN,
    /** The admin console. */
    CONSOLE,
    /** The management CLI. */
    CLI,
    /** A file dropped into the server's deployments folder. */
    SCANNER;

    static final String FORM = "^(pipeline|maven|console|cli|scanner)$";
    static final String FORM_RULE = "must be one of pipeline, maven, console, cli, scanner";

    static @Nullable Channel of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<Channel, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Channel value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable Channel convertToEntityAttribute(@Nullable String text) {
            return of(text);
        }
    }
}
