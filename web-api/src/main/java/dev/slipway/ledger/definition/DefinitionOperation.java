package dev.slipway.ledger.definition;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An operation on a service's definition. */
@Schema
public enum DefinitionOperation {
    /** A definition was applied. */
    APPLIED,
    /** The definition was removed; the data stay. */
    REMOVED,
    /** The data of a removed definition were dropped. */
    DATA_DROPPED,
    /** A value that only a later release knows. */
    UNKNOWN;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<DefinitionOperation> {

        Column() {
            super(DefinitionOperation.class, UNKNOWN);
        }
    }
}
