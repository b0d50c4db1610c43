package dev.slipway.line.worker;

/** A worker refused an operation, or did not answer. */
public class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With the full message. */
    public WorkerException(String text) {
        super(text);
        this.text = text;
    }

    /** The full message. */
    public String text() {
        return text;
    }
}
