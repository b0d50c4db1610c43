package dev.slipway.line.pace;

import java.time.Duration;
import java.time.Instant;

/** Time passes at once. */
public final class SwiftPace extends Pace {
    private final Runnable onSleep;
    private Instant now;

    /** From 1970 on. */
    public SwiftPace() {
        this(Instant.EPOCH, () -> {});
    }

    /**
     * From that time on.
     *
     * @param onSleep what else happens while somebody waits
     */
    public SwiftPace(Instant begin, Runnable onSleep) {
        now = begin;
        this.onSleep = onSleep;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    protected long nanos() {
        return Duration.between(Instant.EPOCH, now()).toNanos();
    }

    @Override
    public void sleep(Duration length) {
        pass(length);
        onSleep.run();
    }

    private synchronized void pass(Duration length) {
        now = now.plus(length);
    }
}
