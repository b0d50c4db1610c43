package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a piece of evidence says of the release. */
@Schema(
        name = "EvidenceVerdict",
        enumeration = {"passed", "failed", "none"})
public enum Verdict {
    /** All that was looked at is well. */
    PASSED,
    /** Something is not. */
    FAILED,
    /** It judges nothing. */
    NONE;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Verdict> {

        Column() {
            super(Verdict.class);
        }
    }
}
