package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From where on a look at the tables begins, so that it is short and misses nothing for long.
 *
 * <p>Identities sort by the time they were made at, but a row is seen only once its transaction is over, and rows may come in with identities of
 * long ago, or of no time at all: from a restore, for instance. So most looks begin a little before the last one and end a little after now,
 * one each hour goes back further, and the first and one each day look at everything.
 */
public final class Pass {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Few transactions last that long. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** No transaction lasts that long. */
    private static final Duration WIDE = Duration.ofMinutes(10);

    private @Nullable Instant last;
    private @Nullable Instant lastWide;
    private @Nullable Instant lastWhole;

    /** Since when rows are to be looked at; {@link Instant#EPOCH} for all of them. */
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
     * Behind which rows nothing is looked at, by a look at the rows since then. Rows whose identities sort behind all that is made now, since
     * they are of another kind, would be read again by each look.
     */
    static Instant until(Instant since, Instant now) {
        return since.equals(Instant.EPOCH) ? Instant.MAX : now.plus(WIDE);
    }

    /** A look that began then is over, and everything since that time is linked. */
    void done(Instant since, Instant begun) {
        last = begun;
        if (since.equals(Instant.EPOCH)) {
            lastWhole = begun;
            lastWide = begun;
        } else if (lastWide != null && !since.isAfter(lastWide)) {
            lastWide = begun;
        }
    }
}
