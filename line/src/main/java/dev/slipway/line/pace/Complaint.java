package dev.slipway.line.pace;

import java.util.function.Consumer;

/** Logs a problem once, until it is another one or over. */
public final class Complaint {
    private final Consumer<String> log;
    private String last = "";

    /** Logs there; nothing is wrong yet. */
    public Complaint(Consumer<String> log) {
        this.log = log;
    }

    /** Logs it, unless it was the last thing said. */
    public void say(String text) {
        if (!text.equals(last)) {
            log.accept(text);
            last = text;
        }
    }

    /** What was wrong is over. */
    public void end() {
        last = "";
    }
}
