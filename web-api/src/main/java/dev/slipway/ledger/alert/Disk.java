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
    private static final int SCARCE_PERCENT = 10;
    private static final long PLENTY = 20 * GIB;
    private static final long BARE = 2 * GIB;

    /** Less than a tenth is left, and no plenty at that; or hardly anything. */
    boolean isFilling() {
        boolean isScarce = free < size / 100 * SCARCE_PERCENT && free < PLENTY;
        return isScarce || free < BARE;
    }

    /** What is wrong, if anything is. */
    Optional<Condition> condition() {
        if (!isFilling()) {
            return Optional.empty();
        }
        return Optional.of(new Condition(
                Kind.DISK,
                "state",
                null,
                null,
                "The line's disk is filling up",
                "%.1f of %.1f GiB are free. Full, PostgreSQL stops, and with it the line."
                        .formatted((double) free / GIB, (double) size / GIB),
                "/notifications/"));
    }
}
