package dev.slipway.line.gitlab;

import java.io.PrintWriter;

/** Prints a line for each change. */
final class ChangeReporter {
    private final PrintWriter out;
    private boolean isUnchanged = true;

    ChangeReporter(PrintWriter out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Reports a change. */
    void change(String line) {
        isUnchanged = false;
        say("  " + line);
    }

    /** Whether nothing was changed. */
    boolean isUnchanged() {
        return isUnchanged;
    }
}
