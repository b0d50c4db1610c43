package dev.slipway.ledger.request;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.text.Known;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a deployment request is. */
@Schema(
        name = "RequestState",
        enumeration = {"waiting", "allowed", "running", "refused", "withdrawn", "done", "unknown"})
public enum State {
    /** An approval or the end of a freeze is missing. */
    WAITING,
    /** The deployment may begin, as long as the gate says so and for a day at most. */
    ALLOWED,
    /** The agent carries it out; its result ends it, or a person where the agent has fallen silent. */
    RUNNING,
    /** It may not. */
    REFUSED,
    /** Somebody took it back. */
    WITHDRAWN,
    /** The deployment is recorded, however it ended; the reasons that are left were passed over. */
    DONE,
    /** What only a later release knows: nothing is done about it here. */
    UNKNOWN;

    /** Whether the gate, or whoever takes it back, can still change it. */
    boolean isOpen() {
        return this == WAITING || this == ALLOWED;
    }

    /** What clients may say. */
    static final String FORM = "^(waiting|allowed|running|refused|withdrawn|done|unknown)$";

    /** Explains {@link #FORM}. */
    static final String FORM_RULE = "must be one of waiting, allowed, running, refused, withdrawn, done, unknown";

    static @Nullable State of(@Nullable String text) {
        return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class Column implements AttributeConverter<State, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable State value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable State convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Known.of(State.class, text, UNKNOWN);
        }
    }
}
