package dev.slipway.line.worker;

import dev.slipway.line.program.StepException;

/** A worker refused an operation, or did not answer. */
public class WorkerException extends StepException {
    private static final long serialVersionUID = 1L;

    /** With the full message. */
    public WorkerException(String text) {
        super(text);
    }

    /** With a message, and what caused it. */
    public WorkerException(String text, Throwable cause) {
        super(text, cause);
    }
}
