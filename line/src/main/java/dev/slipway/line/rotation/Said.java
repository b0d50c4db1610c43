package dev.slipway.line.rotation;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The output of a rotation. */
final class Said {
    private final PrintWriter out;
    private final Ansi ansi;

    Said(CommandLine line) {
        out = line.getOut();
        ansi = line.getColorScheme().ansi();
    }

    /** A step that shows its progress. */
    @FunctionalInterface
    interface Work {
        /** Runs to the end. */
        void run() throws IOException, SQLException;
    }

    /** Shows the beginning of a step, and how long it took. */
    void step(String text, Work work) throws IOException, SQLException {
        out.println("  … " + text);
        Instant since = Instant.now();
        work.run();
        long seconds = Duration.between(since, Instant.now()).toSeconds();
        out.println(ansi.string("@|green   ✓ |@") + text + ansi.string(" @|faint " + seconds + " s|@"));
    }

    void good(String text) {
        out.println(ansi.string("@|green   ✓ |@") + text);
    }

    void warn(String text) {
        out.println(ansi.string("@|yellow   ! |@") + text);
    }

    /** A line within a step. */
    void say(String text) {
        out.println("    " + text);
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text);
    }
}
