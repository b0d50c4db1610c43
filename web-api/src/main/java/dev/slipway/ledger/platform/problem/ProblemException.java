package dev.slipway.ledger.platform.problem;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem; thrown wherever the problem is found. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private @Nullable Duration retryAfter;

    /** A problem of this type, with what is wrong this time. */
    public ProblemException(ProblemType type, String detail, Violation... errors) {
        super(type + ": " + detail);
        this.problem = type.detailed(detail, errors);
    }

    /** A request that breaks rules, with every rule that it breaks. */
    public static ProblemException invalid(Collection<Violation> errors) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                errors.size() == 1 ? "One field was refused." : errors.size() + " fields were refused.",
                errors.toArray(Violation[]::new));
    }

    /** The client may try again after this time. */
    public ProblemException retryAfter(Duration time) {
        retryAfter = time;
        return this;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }

    /** The problem for the client. */
    public Problem problem() {
        return problem;
    }
}
