package dev.slipway.line.worker;

/** A worker refused an operation, or did not answer. */
public class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With all that was said of it. */
    public WorkerException(String text) {
        super(text);
        this.text = text;
    }

    /** All that was said of it. */
    public String text() {
        return text;
    }
}
