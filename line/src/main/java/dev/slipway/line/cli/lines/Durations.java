package dev.slipway.line.cli.lines;

import java.time.Duration;

/** Durations, for people to read. */
public final class Durations {
    private Durations() {}

    /** In seconds or minutes: {@code 45 s}, {@code 2 min 5 s}. */
    public static String text(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60
                ? seconds + " s"
                : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
}
