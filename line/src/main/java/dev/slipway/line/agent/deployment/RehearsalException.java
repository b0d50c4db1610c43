package dev.slipway.line.agent.deployment;

import dev.slipway.line.agent.task.PreparationException;

/** A rollback rehearsal failed or could not be run; no worker was changed. */
public final class RehearsalException extends PreparationException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * With the message for people.
     *
     * @param text why, in one line
     * @param detail the full text
     */
    RehearsalException(String text, String detail) {
        super(text);
        this.detail = detail;
    }

    /** The full text. */
    String detail() {
        return detail;
    }
}
