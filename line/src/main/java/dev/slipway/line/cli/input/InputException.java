package dev.slipway.line.cli.input;

/** What was given cannot be used: what is wrong with it, and what to do. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /** Says what is wrong. */
    public InputException(String what, String wayOut) {
        super(what);
        this.wayOut = wayOut;
    }

    /** What to do about it. */
    public String wayOut() {
        return wayOut;
    }
}
