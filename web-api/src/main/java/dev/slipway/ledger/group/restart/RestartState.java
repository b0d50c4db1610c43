package dev.slipway.ledger.group.restart;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema
public enum RestartState {
    /** Not claimed yet. */
    ASKED,
    /** The agent restarts one worker after the other. */
    RUNNING,
    /** All of them were restarted and are healthy. */
    DONE,
    /** One did not come back, or the agent fell silent, and the others were not restarted; or no agent claimed it. */
    FAILED,
    /** A value that only a later release knows. */
    UNKNOWN;

    static RestartState of(String text) {
        return Lowercase.parse(RestartState.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<RestartState> {

        Column() {
            super(RestartState.class, UNKNOWN);
        }
    }
}
