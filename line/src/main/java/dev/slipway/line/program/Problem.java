package dev.slipway.line.program;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something is wrong that people can do something about: what it is, and the remedy. */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * With a cause.
     *
     * @param what what is wrong, as a sentence, beginning with the root cause
     * @param remedy what to do about it; empty if unknown
     */
    public Problem(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** Without a cause. */
    public Problem(String what, String remedy) {
        this(what, remedy, null);
    }

    /** What is wrong. */
    public final String what() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /** What to do about it; empty if unknown. */
    public final String remedy() {
        return remedy;
    }
}
