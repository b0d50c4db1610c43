package dev.slipway.ledger.group.restart;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a restart of a server group's workers is. */
@Schema(enumeration = {"asked", "running", "done", "failed", "unknown"})
public enum RestartState {
    /** Nobody has begun it. */
    ASKED,
    /** The agent restarts one worker after the other. */
    RUNNING,
    /** All of them were restarted, and are well. */
    DONE,
    /** One did not come back, or nobody said so in time; the others were left alone. */
    FAILED,
    /** What only a later release knows. */
    UNKNOWN;

    static RestartState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<RestartState> {

        Column() {
            super(RestartState.class, UNKNOWN);
        }
    }
}
