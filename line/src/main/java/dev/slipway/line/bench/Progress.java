package dev.slipway.line.bench;

import java.io.PrintWriter;
import java.time.Duration;

/** Says what is under way, on standard error: a line that goes on by the second on a terminal, else one for each step. */
record Progress(PrintWriter err, boolean isTerminal) {
    private static final String ERASE = "\r\033[K";

    /** A step begins that takes about so long. */
    void begin(String step, Duration length) {
        if (isTerminal) {
            show(step, Duration.ZERO, length);
        } else {
            err.println("  … " + step + ", " + length.toSeconds() + " s");
        }
    }

    /** So much of it is over. */
    void show(String step, Duration over, Duration length) {
        if (isTerminal) {
            err.print(ERASE + "  … " + step + " " + over.toSeconds() + " of " + length.toSeconds() + " s");
            err.flush();
        }
    }

    /** So much of what is there to do is done. */
    void count(String step, long done, long all) {
        if (isTerminal) {
            err.print(ERASE);
        }
        err.print("  … " + step + " " + done + " of " + all + (isTerminal ? "" : "\n"));
        err.flush();
    }

    /** It is over. */
    void end() {
        if (isTerminal) {
            err.print(ERASE);
            err.flush();
        }
    }
}
