package dev.slipway.ledger.auditlog;

import java.time.Duration;
import java.time.Instant;

/** How much may be taken of a source that may pour without end: at once what was saved up, then as much as trickles in. */
class Allowance {
    private final int most;
    private final Duration each;
    private Instant emptyAt;

    /**
     * A full one.
     *
     * @param most how much is saved up at most
     * @param each how long it takes until there is one more
     */
    Allowance(int most, Duration each) {
        this.most = most;
        this.each = each;
        emptyAt = Instant.EPOCH;
    }

    /** How much may be taken now. */
    int left(Instant now) {
        long saved = Duration.between(emptyAt, now).dividedBy(each);
        return (int) Math.max(0, Math.min(most, saved));
    }

    /** So much was taken. */
    void take(int number, Instant now) {
        Instant full = now.minus(each.multipliedBy(most));
        emptyAt = (emptyAt.isBefore(full) ? full : emptyAt).plus(each.multipliedBy(number));
    }
}
