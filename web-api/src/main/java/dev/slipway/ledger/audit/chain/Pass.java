package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan of the tables starts, so that it is short and misses nothing for long.
 *
 * <p>Ids sort by creation time, but a row becomes visible only when its transaction commits, and rows may arrive with old ids or with
 * ids of another kind, for instance from a restore. So most scans overlap the previous one a little, one each hour goes back further, and
 * the first one and one each day read everything.
 */
public final class Pass {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Longer than most transactions. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Longer than any transaction. */
    private static final Duration WIDE = Duration.ofMinutes(10);

    private @Nullable Instant last;
    private @Nullable Instant lastWide;
    private @Nullable Instant lastWhole;

    /** The start of the scan; {@link Instant#EPOCH} for all rows. */
    Instant since(Instant now) {
        if (last == null || lastWhole == null || !now.isBefore(lastWhole.plus(DAY))) {
            return Instant.EPOCH;
        }
        if (lastWide == null || !now.isBefore(lastWide.plus(HOUR))) {
            return (lastWide == null ? lastWhole : lastWide).minus(WIDE);
        }
        return last.minus(MARGIN);
    }

    /**
     * The end of a scan that starts then. Rows with ids of another kind, which sort after all present ones, would otherwise be read by
     * each scan.
     */
    static Instant until(Instant since, Instant now) {
        return since.equals(Instant.EPOCH) ? Instant.MAX : now.plus(WIDE);
    }

    /**
     * Since when a request was claimed whose agent may have told steps since a scan's start, even if it is over by now: longer ago
     * than any run takes.
     */
    static Instant claimed(Instant since) {
        return since.minus(DAY);
    }

    /** Whether a scan of all rows that began then is so recent that older rows need not be looked at; the next one may take hours. */
    static boolean vouches(@Nullable Instant scanned, Instant now) {
        return scanned != null && now.isBefore(scanned.plus(DAY).plus(DAY));
    }

    /** Notes that a scan that began then has finished. */
    void done(Instant since, Instant begun) {
        last = begun;
        if (since.equals(Instant.EPOCH)) {
            lastWhole = begun;
            lastWide = begun;
        } else if (lastWide != null && !since.isAfter(lastWide.minus(WIDE))) {
            lastWide = begun;
        }
    }
}
