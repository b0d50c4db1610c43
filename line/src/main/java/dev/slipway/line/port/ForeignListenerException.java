package dev.slipway.line.port;

import java.io.IOException;
import java.util.Objects;

/** Another user's program listens at a port that a secret would be sent to. */
public final class ForeignListenerException extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignListenerException(PortConflict conflict) {
        super(conflict.message());
    }

    /** Who listens there, as a sentence. */
    public String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
