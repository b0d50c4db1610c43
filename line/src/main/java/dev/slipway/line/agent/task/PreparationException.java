package dev.slipway.line.agent.task;

import dev.slipway.line.program.StepException;

/** A deployment cannot begin; no worker was changed. */
public class PreparationException extends StepException {
    private static final long serialVersionUID = 1L;

    public PreparationException(String text) {
        super(text);
    }

    /** With a message, and what caused it. */
    public PreparationException(String text, Throwable cause) {
        super(text, cause);
    }
}
