package dev.slipway.ledger.group;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The state of a server group. */
@Schema
public enum GroupState {
    /** Not started yet. */
    WAITING,
    /** Being created. */
    MAKING,
    /** It has the desired state. */
    READY,
    /** It could not be made; it is retried. */
    FAILED,
    /** It is being removed. */
    REMOVING,
    /** It has been removed. */
    REMOVED,
    /** A value that only a later release knows. */
    UNKNOWN;

    static GroupState of(String text) {
        return Lowercase.parse(GroupState.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<GroupState> {

        Column() {
            super(GroupState.class, UNKNOWN);
        }
    }
}
