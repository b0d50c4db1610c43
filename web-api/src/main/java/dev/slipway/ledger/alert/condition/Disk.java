package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.notification.Kind;
import java.util.Optional;

/**
 * The file system that the line's archives and logs are on.
 *
 * @param free bytes that the ledger could still write
 * @param size bytes in all
 */
public record Disk(long free, long size) {
    private static final long GIB = 1L << 30;
    private static final int TENTH = 10;
    private static final long PLENTY = 20 * GIB;
    private static final long BARE = 2 * GIB;

    /** The threshold: a tenth of the disk, but at most {@link #PLENTY} and at least {@link #BARE}. */
    private long enough() {
        return Math.max(Math.min(size / TENTH, PLENTY), BARE);
    }

    /**
     * The alert condition, if too little is free.
     *
     * @param isOpen whether the alert is open: hysteresis, since each deployment and each cleanup would cross a single threshold
     */
    public Optional<Condition> condition(boolean isOpen) {
        if (free >= enough() + (isOpen ? enough() / TENTH : 0)) {
            return Optional.empty();
        }
        return Optional.of(Condition.ofLine(
                Kind.DISK,
                "state",
                "The line's disk is filling up",
                "%.1f of %.1f GiB are free. Full, PostgreSQL stops, and with it the line."
                        .formatted((double) free / GIB, (double) size / GIB),
                "/notifications/"));
    }
}
