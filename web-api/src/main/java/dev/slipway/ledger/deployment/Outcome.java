package dev.slipway.ledger.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema
public enum Outcome {
    /** The release runs. */
    SUCCEEDED,
    /** It failed; what ran before may or may not still run. */
    FAILED;

    /** Parses the name that clients and the database use; null for null. */
    public static @Nullable Outcome of(@Nullable String text) {
        return text == null ? null : Lowercase.parse(Outcome.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Outcome> {

        Column() {
            super(Outcome.class);
        }
    }
}
