package dev.slipway.line.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Shows how far something is: on a terminal in one line, else a line now and then. */
final class Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private Instant begun = Instant.EPOCH;
    private Instant shown = Instant.EPOCH;
    private String text = "";

    Progress(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** Something that takes its time. */
    @FunctionalInterface
    interface Work<T> {
        /** Does it. */
        T run() throws IOException, SQLException;
    }

    /** Does some work, and says what it was and how long it took. */
    <T> T step(String what, Work<T> work) throws IOException, SQLException {
        text = what;
        begun = Instant.now();
        shown = begun;
        out.print(isTerminal ? "  … " + what : "  … " + what + "\n");
        out.flush();
        try {
            T result = work.run();
            out.println((isTerminal ? ERASE : "") + "  ✓ " + text + " "
                    + Duration.between(begun, Instant.now()).toSeconds() + " s");
            return result;
        } catch (IOException | SQLException | RuntimeException e) {
            out.println((isTerminal ? ERASE : "") + "  ✗ " + what);
            throw e;
        } finally {
            out.flush();
        }
    }

    /** How far the step is; the words follow a comma. */
    void far(String how) {
        Instant now = Instant.now();
        if (Duration.between(shown, now).compareTo(isTerminal ? BETWEEN_LOOKS : BETWEEN_LINES) < 0) {
            return;
        }
        shown = now;
        String line = text + ", " + how + ", " + Duration.between(begun, now).toSeconds() + " s";
        out.print(isTerminal ? ERASE + "  … " + line : "    " + line + "\n");
        out.flush();
    }

    /** What the step has come to, where that is more than it was called. */
    void became(String what) {
        text = what;
    }

    /** A line of its own. */
    void say(String line) {
        out.println(line);
        out.flush();
    }
}
