package dev.slipway.ledger.evidence.contents;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TestFailureKind")
public enum FailureKind {
    /** It found what it looks for. */
    FAILURE,
    /** The test itself broke. */
    ERROR;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<FailureKind> {

        Column() {
            super(FailureKind.class);
        }
    }
}
