package dev.slipway.ledger.platform.background;

import java.time.Duration;

/** Throttles work of unknown duration: it pauses after long runs, so that it takes at most a tenth of the time. */
public final class Throttle {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int TIMES = 9;

    private long dueAt = System.nanoTime();

    /** Runs it, unless it pauses. */
    public void run(Runnable work) {
        long begin = System.nanoTime();
        if (begin - dueAt < 0) {
            return;
        }
        try {
            work.run();
        } finally {
            long end = System.nanoTime();
            dueAt = end + rest(Duration.ofNanos(end - begin)).toNanos();
        }
    }

    static Duration rest(Duration took) {
        if (took.compareTo(SHORT) < 0) {
            return Duration.ZERO;
        }
        Duration rest = took.multipliedBy(TIMES);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }
}
