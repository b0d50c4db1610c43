package dev.slipway.ledger.request.step;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema
public enum StepKind {
    /** The agent is about to do something. */
    STARTED,
    DONE,
    /** Needs a person's attention; the deployment continues. Also the fallback for kinds written by a newer release. */
    WARNING,
    FAILED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    public static class Column extends EnumColumn<StepKind> {

        Column() {
            super(StepKind.class, WARNING);
        }
    }
}
