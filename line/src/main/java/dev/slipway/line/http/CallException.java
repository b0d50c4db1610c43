package dev.slipway.line.http;

import dev.slipway.line.program.Problem;
import org.jspecify.annotations.Nullable;

/** A failed call. */
public class CallException extends Problem {
    private static final long serialVersionUID = 1L;

    /** With a cause. */
    public CallException(String what, String remedy, @Nullable Throwable cause) {
        super(what, remedy, cause);
    }

    /** Without a cause. */
    public CallException(String what, String remedy) {
        super(what, remedy);
    }
}
