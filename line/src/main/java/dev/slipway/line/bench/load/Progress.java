package dev.slipway.line.bench.load;

import java.io.PrintWriter;
import java.time.Duration;

/** Shows the progress on standard error: on a terminal, a line that is updated every second, else one line per step. */
public record Progress(PrintWriter err, boolean isTerminal) {
    private static final String ERASE = "\r\033[K";

    /** Begins a step of about this duration. */
    void begin(String step, Duration length) {
        if (isTerminal) {
            show(step, Duration.ZERO, length);
        } else {
            err.println("  … " + step + ", " + length.toSeconds() + " s");
        }
    }

    /** Shows the time that has passed. */
    void show(String step, Duration over, Duration length) {
        if (isTerminal) {
            err.print(ERASE + "  … " + step + " " + over.toSeconds() + " of " + length.toSeconds() + " s");
            err.flush();
        }
    }

    /** Shows how much of the work is done. */
    void count(String step, long done, long all) {
        if (isTerminal) {
            err.print(ERASE);
        }
        err.print("  … " + step + " " + done + " of " + all + (isTerminal ? "" : "\n"));
        err.flush();
    }

    /** Ends the step. */
    void end() {
        if (isTerminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
