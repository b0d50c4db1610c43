package dev.slipway.ledger.auditlog.file;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: limits how fast a source that another user controls is read. */
public class TokenBucket {
    private final int capacity;
    private final Duration refillInterval;
    private Instant emptyAt;

    /**
     * Starts full.
     *
     * @param capacity the most tokens it holds
     * @param refillInterval the time after which one token is added
     */
    public TokenBucket(int capacity, Duration refillInterval) {
        this.capacity = capacity;
        this.refillInterval = refillInterval;
        emptyAt = Instant.EPOCH;
    }

    /** The tokens available now. */
    public int available(Instant now) {
        long saved = Duration.between(emptyAt, now).dividedBy(refillInterval);
        return (int) Math.max(0, Math.min(capacity, saved));
    }

    /** Removes tokens. */
    public void take(int number, Instant now) {
        Instant full = now.minus(refillInterval.multipliedBy(capacity));
        emptyAt = (emptyAt.isBefore(full) ? full : emptyAt).plus(refillInterval.multipliedBy(number));
    }
}
