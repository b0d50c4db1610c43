package dev.slipway.ledger.evidence.contents;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The verdict of a piece of evidence on the release. */
@Schema(name = "EvidenceVerdict")
public enum Verdict {
    /** Everything that was checked is fine. */
    PASSED,
    /** Something failed. */
    FAILED,
    /** It has no verdict. */
    NONE;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Verdict> {

        Column() {
            super(Verdict.class);
        }
    }
}
