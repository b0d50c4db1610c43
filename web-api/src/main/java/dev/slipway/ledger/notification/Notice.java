package dev.slipway.ledger.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Lowercase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that needs attention, as its payload.
 *
 * @param kind what kind of thing
 * @param phase whether it began, is over, or just happened
 * @param service the service that it concerns, if it concerns one
 * @param environment the environment that it concerns, if it concerns one
 * @param title all of it in one line
 * @param detail more of it; may be empty
 * @param path the page that shows the very thing, from the ledger's root on
 */
public record Notice(
        Kind kind,
        Phase phase,
        @Nullable String service,
        @Nullable String environment,
        String title,
        String detail,
        String path,
        Instant at) {

    /** Where in the life of a condition it is. */
    public enum Phase {
        /** A condition began. */
        OPENED,
        /** It is over. */
        CLOSED,
        /** It has no duration. */
        HAPPENED;

        /** The name that receivers see. */
        @JsonValue
        @Override
        public String toString() {
            return Lowercase.of(this);
        }
    }

    /** The kind of its event: {@code alert.opened}, {@code alert.closed}, or {@code notice.} and its own kind. */
    public String eventKind() {
        return phase == Phase.HAPPENED ? "notice." + kind : "alert." + phase;
    }

    /** The title, with a prefix if the condition is over. */
    public String headline() {
        return phase == Phase.CLOSED ? "Ended: " + title : title;
    }

    /**
     * Reads the payload of an event.
     *
     * @throws IllegalArgumentException if it is not one of these
     */
    static Notice of(String payload) {
        try {
            return Json.mapper().readValue(payload, Notice.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no notice", e);
        }
    }
}
