package dev.slipway.line.agent.log;

import dev.slipway.line.program.CauseChain;
import dev.slipway.line.program.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Logs unexpected exceptions with their stack traces, each kind once, so that retries do not fill the disk. */
public final class TraceLog {
    /** No more kinds than these are logged. */
    private static final int MOST = 100;

    /** So many frames are a place: the topmost ones may be those of a library's check. */
    private static final int FRAMES = 5;

    private final Consumer<String> log;
    private final Set<String> logged = new HashSet<>();

    /** Without any yet. */
    public TraceLog(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Logs an exception, unless it was expected, or one of its class was logged that was thrown at the same place, and
     * whose deepest cause had the same class and place. Unexpected are a runtime exception that is no {@link Problem},
     * an error, and what either of them caused.
     */
    public synchronized void log(Throwable failure) {
        if (isUnexpected(failure) && logged.size() < MOST && logged.add(kind(failure))) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            log.accept(trace.toString().strip());
        }
    }

    private static boolean isUnexpected(Throwable failure) {
        for (Throwable one : CauseChain.of(failure).links()) {
            if (one instanceof Problem) {
                return false;
            }
            if (one instanceof RuntimeException || one instanceof Error) {
                return true;
            }
        }
        return false;
    }

    /** Different exceptions may be wrapped at the same place, and a library's exception at different places. */
    private static String kind(Throwable failure) {
        return thrown(failure) + " caused by " + thrown(CauseChain.of(failure).deepest());
    }

    private static String thrown(Throwable failure) {
        String place = Arrays.stream(failure.getStackTrace())
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" "));
        return failure.getClass().getName() + " " + place;
    }
}
