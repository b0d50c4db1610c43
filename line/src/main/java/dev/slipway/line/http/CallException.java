package dev.slipway.line.http;

import org.jspecify.annotations.Nullable;

/** A call that came to nothing: what is wrong, and what to do about it. */
public class CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * Says what is wrong.
     *
     * @param what what is wrong, the root cause first
     * @param wayOut what to do about it; empty where nobody knows
     */
    public CallException(String what, String wayOut, @Nullable Throwable cause) {
        super(what, cause);
        this.wayOut = wayOut;
    }

    /** Says what is wrong. */
    public CallException(String what, String wayOut) {
        this(what, wayOut, null);
    }

    /** What to do about it; empty where nobody knows. */
    public final String wayOut() {
        return wayOut;
    }

    /** What is wrong, in words; never null. */
    public final String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
