package dev.slipway.line.program;

import java.util.Objects;

/** A step of the line's work failed; the message is for people and complete. */
public abstract class StepException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With the full message. */
    protected StepException(String text) {
        super(text);
    }

    /** With the full message, and what caused it. */
    protected StepException(String text, Throwable cause) {
        super(text, cause);
    }

    /** The full message. */
    public final String text() {
        return Objects.requireNonNullElse(getMessage(), "");
    }
}
