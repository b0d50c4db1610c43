package dev.slipway.ledger.request;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The state of a deployment request. */
@Schema(name = "RequestState")
public enum State {
    /**
     * Not yet: only approvals, time (a freeze, a window), or a run in the previous environment (none yet, soaking,
     * failed or drifted) are missing.
     */
    WAITING,
    /**
     * The deployment may begin, while the gate allows it and, except for the ledger's own requests, for at most a day.
     */
    ALLOWED,
    /** The agent executes it; ended by its result, or by a person if the agent is silent. */
    RUNNING,
    REFUSED,
    WITHDRAWN,
    /** The deployment is recorded, whatever its outcome; remaining reasons were bypassed. */
    DONE,
    /** A value written by a newer release; ignored here. */
    UNKNOWN;

    /** Whether the gate or a withdrawal can still change it. */
    public boolean isOpen() {
        return this == WAITING || this == ALLOWED;
    }

    /**
     * Whether a request in this state may come into the next one. The gate may leave an open request as it is. Only an
     * allowed request is executed. A recorded deployment closes a request, whatever the gate had answered.
     */
    boolean canBecome(State next) {
        return switch (next) {
            case WAITING, ALLOWED, REFUSED, WITHDRAWN -> isOpen();
            case RUNNING -> this == ALLOWED;
            case DONE -> this != DONE;
            case UNKNOWN -> false;
        };
    }

    public static @Nullable State of(@Nullable String text) {
        return text == null ? null : Lowercase.parse(State.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<State> {

        Column() {
            super(State.class, UNKNOWN);
        }
    }
}
