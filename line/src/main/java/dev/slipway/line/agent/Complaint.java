package dev.slipway.line.agent;

import java.util.function.Consumer;

/** Logs a problem once, until it is another one or over. */
final class Complaint {
    private final Consumer<String> log;
    private String last = "";

    Complaint(Consumer<String> log) {
        this.log = log;
    }

    void say(String text) {
        if (!text.equals(last)) {
            log.accept(text);
            last = text;
        }
    }

    void end() {
        last = "";
    }
}
