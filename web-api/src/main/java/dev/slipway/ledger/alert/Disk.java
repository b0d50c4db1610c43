package dev.slipway.ledger.alert;

import dev.slipway.ledger.notification.Kind;
import java.util.Optional;

/**
 * The file system that the line's archives and logs are on.
 *
 * @param free bytes that the ledger could still write
 * @param size bytes in all
 */
record Disk(long free, long size) {
    private static final long GIB = 1L << 30;
    private static final int TENTH = 10;
    private static final long PLENTY = 20 * GIB;
    private static final long BARE = 2 * GIB;

    /** So much at least is to be free: a tenth, or plenty, and more than hardly anything. */
    private long enough() {
        return Math.max(Math.min(size / TENTH, PLENTY), BARE);
    }

    /**
     * What is wrong, if anything is.
     *
     * @param isOpen whether that was so before: then a little more must be free, as each deployment and each cleaning crosses a single line
     */
    Optional<Condition> condition(boolean isOpen) {
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
