package dev.slipway.ledger.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema
public enum DriftResolution {
    /** A release with this archive was recorded. */
    RELEASED,
    /** Another archive replaced it, or what was missing or altered is as expected again. */
    REPLACED,
    /** An admin explained it. */
    EXPLAINED,
    /** The archive no longer runs, or is no longer expected. */
    REMOVED,
    /** The worker was restarted with the expected configuration. */
    RESTARTED;

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<DriftResolution> {

        Column() {
            super(DriftResolution.class);
        }
    }
}
