package dev.slipway.line.backup.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Shows progress: in place on a terminal, else a line now and then. */
public final class Progress {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean isTerminal;
    private Instant begun = Instant.EPOCH;
    private Instant shown = Instant.EPOCH;
    private String text = "";

    public Progress(PrintWriter out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    /** A long-running step. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, SQLException;
    }

    /** Runs a step and shows its name and duration. */
    public <T> T step(String what, Work<T> work) throws IOException, SQLException {
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

    /** Shows the step's progress; the text follows a comma. */
    public void update(String how) {
        Instant now = Instant.now();
        if (Duration.between(shown, now).compareTo(isTerminal ? BETWEEN_LOOKS : BETWEEN_LINES) < 0) {
            return;
        }
        shown = now;
        String line = text + ", " + how + ", " + Duration.between(begun, now).toSeconds() + " s";
        out.print(isTerminal ? ERASE + "  … " + line : "    " + line + "\n");
        out.flush();
    }

    /** Replaces the step's text with its result. */
    public void result(String what) {
        text = what;
    }

    /** Prints a separate line. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }
}
