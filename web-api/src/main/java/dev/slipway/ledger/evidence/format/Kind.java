package dev.slipway.ledger.evidence.format;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a piece of evidence speaks of. */
@Schema(
        name = "EvidenceKind",
        enumeration = {"tests", "sbom", "attestation", "rehearsal"})
public enum Kind {
    /** Tests that were run. */
    TESTS,
    /** What the archive is made of. */
    SBOM,
    /** What somebody attests of it. */
    ATTESTATION,
    /** A rollback from it that was rehearsed: what the agent attests during a deployment, and nobody else can. */
    REHEARSAL;

    /** Reads the name of a constant; null for null. */
    public static @Nullable Kind of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Kind> {

        Column() {
            super(Kind.class);
        }
    }
}
