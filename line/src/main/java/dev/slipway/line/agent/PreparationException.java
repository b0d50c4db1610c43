package dev.slipway.line.agent;

/** A deployment cannot begin; no worker was changed. */
class PreparationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    PreparationException(String text) {
        super(text);
        this.text = text;
    }

    /** Why. */
    String text() {
        return text;
    }
}
