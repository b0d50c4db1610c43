package dev.slipway.line.pace;

import java.time.Duration;

/** The end of a wait, from {@link Pace#deadline}. Setting the machine's clock does not move it. */
public final class Deadline {
    private final Pace pace;
    private final long end;

    Deadline(Pace pace, long end) {
        this.pace = pace;
        this.end = end;
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return pace.nanos() - end >= 0;
    }

    /** The time that is left; negative once it has passed. */
    public Duration left() {
        return Duration.ofNanos(end - pace.nanos());
    }
}
