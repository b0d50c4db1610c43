package dev.slipway.line.agent.log;

import java.util.Set;
import java.util.function.Consumer;

/** Logs a problem once, until it changes or is over. Several threads may use one instance. */
public final class LogOnce {
    private final Consumer<String> log;
    private Set<String> last = Set.of();

    /** Without a problem yet. */
    public LogOnce(Consumer<String> log) {
        this.log = log;
    }

    /** Logs a problem, unless it is the one logged last. */
    public void say(String text) {
        say(Set.of(text));
    }

    /** Logs the problems that there are now, except those that there were the last time. */
    public synchronized void say(Set<String> texts) {
        texts.stream().filter(text -> !last.contains(text)).forEach(log);
        last = Set.copyOf(texts);
    }

    /** Ends the problem. */
    public void end() {
        say(Set.of());
    }
}
