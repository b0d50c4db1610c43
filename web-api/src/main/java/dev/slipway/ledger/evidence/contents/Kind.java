package dev.slipway.ledger.evidence.contents;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The kind of a piece of evidence. */
@Schema(name = "EvidenceKind")
public enum Kind {
    TESTS,
    SBOM,
    ATTESTATION,
    /** A rehearsed rollback from the release, which only the agent can attest, during a deployment. */
    REHEARSAL;

    /** Reads the name of a constant; null for null. */
    public static @Nullable Kind of(@Nullable String text) {
        return text == null ? null : Lowercase.parse(Kind.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Kind> {

        Column() {
            super(Kind.class);
        }
    }
}
