package dev.slipway.line.agent.journal;

/** A deployment cannot begin; no worker was changed. */
public class PreparationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    public PreparationException(String text) {
        super(text);
        this.text = text;
    }

    /** Why. */
    public String text() {
        return text;
    }
}
