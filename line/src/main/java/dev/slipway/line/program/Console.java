package dev.slipway.line.program;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** The output of a program for the line's owner: plain lines, and lines marked with a step's result. */
public final class Console {
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String FAINT = "2";

    private final PrintWriter out;
    private final boolean isColoured;

    public Console(PrintWriter out, boolean isColoured) {
        this.out = out;
        this.isColoured = isColoured;
    }

    /** Work that shows its progress. */
    @FunctionalInterface
    public interface Work {
        /** Runs to the end. */
        void run() throws IOException, SQLException;
    }

    /** Shows the beginning of a step, and how long it took. */
    public void step(String text, Work work) throws IOException, SQLException {
        say("  … " + text);
        Instant since = Instant.now();
        work.run();
        long seconds = Duration.between(since, Instant.now()).toSeconds();
        good(text + styled(FAINT, " " + seconds + " s"));
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    public void good(String text) {
        say(styled(GREEN, "  ✓ ") + text);
    }

    public void warn(String text) {
        say(styled(YELLOW, "  ! ") + text);
    }

    public void bad(String text) {
        say(styled(RED, "  ✗ ") + text);
    }

    private String styled(String code, String text) {
        return isColoured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
