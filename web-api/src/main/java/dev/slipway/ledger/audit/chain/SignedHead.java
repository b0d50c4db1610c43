package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A signed head of the chain.
 *
 * @param position up to where
 */
public record SignedHead(long position, Instant at) {
    /** The most links between two signatures. */
    static final int LINKS = 1_000;

    private static final Duration DAY = Duration.ofDays(1);

    /** Whether a new signature is due: daily, after many new links, or if the clock was ahead at the last one. */
    static boolean isDue(@Nullable SignedHead last, long position, Instant now) {
        return last == null
                || last.at.isAfter(now)
                || position - last.position >= LINKS
                || !now.isBefore(last.at.plus(DAY));
    }
}
