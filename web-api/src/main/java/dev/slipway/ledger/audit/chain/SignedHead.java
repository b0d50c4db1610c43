package dev.slipway.ledger.audit.chain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A head of the chain that was signed.
 *
 * @param position up to where
 * @param at when
 */
public record SignedHead(long position, Instant at) {
    /** So many links at most need another's signature to be checked. */
    static final int LINKS = 1_000;

    private static final Duration DAY = Duration.ofDays(1);

    /** Whether the chain's end is to be signed: daily, and more often where much is added. */
    static boolean isDue(@Nullable SignedHead last, long position, Instant now) {
        return last == null || position - last.position >= LINKS || !now.isBefore(last.at.plus(DAY));
    }
}
