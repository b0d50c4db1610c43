package dev.slipway.ledger.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a notification is. */
@Schema
public enum NotificationState {
    /** Waiting to be sent. */
    WAITING,
    /** The channel accepted it. */
    SENT,
    /** The channel did not accept it for too long. */
    GIVEN_UP,
    /** Its channel was removed before. */
    DROPPED,
    /** A value that only a later release knows. */
    UNKNOWN;

    /** The state of this name; {@link #UNKNOWN} where this release knows none of it. */
    static NotificationState of(String name) {
        return Arrays.stream(values())
                .filter(state -> state.toString().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
