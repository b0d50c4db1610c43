package dev.slipway.ledger.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema
public enum SyncState {
    /** Not claimed yet. */
    ASKED,
    /** An agent synchronizes the workers. */
    RUNNING,
    /** The workers are synchronized. */
    DONE,
    /** They could not be synchronized, or the agent reported nothing in time, or none claimed it. */
    FAILED,
    /** A value that only a later release knows. */
    UNKNOWN;

    static @Nullable SyncState of(@Nullable String text) {
        return text == null ? null : Lowercase.parse(SyncState.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<SyncState> {

        Column() {
            super(SyncState.class, UNKNOWN);
        }
    }
}
