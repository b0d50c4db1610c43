package dev.slipway.line.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An error that the user can fix: its description and the remedy. */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what the error, as a sentence that begins with the root cause
     * @param remedy the fix; empty if unknown
     */
    public Problem(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** Without a cause. */
    public Problem(String what, String remedy) {
        this(what, remedy, null);
    }

    public final String what() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /** The fix; empty if unknown. */
    public final String remedy() {
        return remedy;
    }
}
