package dev.slipway.ledger.evidence.contents;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a piece of evidence is written down. */
@Schema(name = "EvidenceFormat")
public enum Format {
    /** One report of tests, as JUnit, Surefire and most others write it. */
    JUNIT_XML,
    /** Any number of such reports in a ZIP archive. */
    JUNIT_ZIP,
    /** A bill of materials. */
    CYCLONEDX_JSON,
    /** A bill of materials. */
    CYCLONEDX_XML,
    /** A bare in-toto statement. */
    IN_TOTO,
    /** An in-toto statement in its envelope, with signatures. */
    DSSE;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Format> {

        Column() {
            super(Format.class);
        }
    }
}
