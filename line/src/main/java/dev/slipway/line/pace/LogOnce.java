package dev.slipway.line.pace;

import java.util.function.Consumer;

/** Logs a problem once, until it changes or is over. */
public final class LogOnce {
    private final Consumer<String> log;
    private String last = "";

    /** Without a problem yet. */
    public LogOnce(Consumer<String> log) {
        this.log = log;
    }

    /** Logs a problem, unless it is the one logged last. */
    public void say(String text) {
        if (!text.equals(last)) {
            log.accept(text);
            last = text;
        }
    }

    /** Ends the problem. */
    public void end() {
        last = "";
    }
}
