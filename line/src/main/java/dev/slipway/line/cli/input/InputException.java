package dev.slipway.line.cli.input;

/** The input cannot be used: what is wrong with it, and what to do. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /** With the message and what to do. */
    public InputException(String what, String wayOut) {
        super(what);
        this.wayOut = wayOut;
    }

    /** What to do about it. */
    public String wayOut() {
        return wayOut;
    }
}
