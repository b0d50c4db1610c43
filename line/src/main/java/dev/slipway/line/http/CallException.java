package dev.slipway.line.http;

import org.jspecify.annotations.Nullable;

/** A failed call: what is wrong, and what to do about it. */
public class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * With a cause.
     *
     * @param what what is wrong, beginning with the root cause
     * @param wayOut what to do about it; empty if unknown
     */
    public CallException(String what, String wayOut, @Nullable Throwable cause) {
        super(what, cause);
        this.wayOut = wayOut;
    }

    /** Without a cause. */
    public CallException(String what, String wayOut) {
        this(what, wayOut, null);
    }

    /** What to do about it; empty if unknown. */
    public final String wayOut() {
        return wayOut;
    }

    /** What is wrong; never null. */
    public final String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
