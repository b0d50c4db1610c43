package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the scans of the tables start, so that they are short and miss nothing for long.
 *
 * <p>Ids sort by creation time, but a row becomes visible only when its transaction commits, and rows may arrive with
 * old ids or with ids of another kind, for instance from a restore. So most scans of recent rows overlap the previous
 * one a little, and one each hour goes back further. A scan of all rows is due at first and daily; it may take hours,
 * while those of recent rows continue.
 */
public final class ScanSchedule {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Longer than most transactions. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Longer than any transaction. */
    private static final Duration WIDE = Duration.ofMinutes(10);

    private @Nullable Instant last;
    private @Nullable Instant lastWide;
    private @Nullable Instant lastFull;

    /** The start of the next scan of recent rows. */
    Instant since(Instant now) {
        if (last == null || lastWide == null) {
            return open(now);
        }
        return now.isBefore(lastWide.plus(HOUR)) ? last.minus(MARGIN) : open(lastWide);
    }

    /**
     * The end of a scan of recent rows that starts then. Rows with ids of another kind, which sort after all present ones, would
     * otherwise be read by each scan.
     */
    static Instant until(Instant now) {
        return now.plus(WIDE);
    }

    /** Since when a row may have been made whose transaction is open then. */
    static Instant open(Instant now) {
        return now.minus(WIDE);
    }

    /** Whether a scan of all rows is to begin. */
    boolean isFullScanDue(Instant now) {
        return lastFull == null || !now.isBefore(lastFull.plus(DAY));
    }

    /**
     * Since when a request was claimed whose agent may have reported steps since a scan's start, even if it is over by now: longer ago
     * than any run takes.
     */
    static Instant claimed(Instant since) {
        return since.minus(DAY);
    }

    /** Whether a scan of all rows that began then is so recent that older rows need not be looked at; the next one may take hours. */
    static boolean isRecentEnough(@Nullable Instant scanned, Instant now) {
        return scanned != null && now.isBefore(scanned.plus(DAY).plus(DAY));
    }

    /** From when on there may be rows that no scan of recent rows has read, however long these were delayed. */
    Instant unread(Instant now) {
        return open(lastWide == null ? now : lastWide);
    }

    /** Records that a scan of recent rows that began then has finished. */
    void recordScan(Instant since, Instant begun) {
        last = begun;
        if (lastWide == null || !since.isAfter(open(lastWide))) {
            lastWide = begun;
        }
    }

    /** Records that a scan of all rows that began then has finished. */
    void recordFullScan(Instant begun) {
        lastFull = begun;
    }
}
