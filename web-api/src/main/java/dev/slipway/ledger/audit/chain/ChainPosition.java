package dev.slipway.ledger.audit.chain;

import dev.slipway.ledger.Uuid7;
import java.time.Instant;
import java.util.UUID;

/**
 * A position among a table's rows, by their keys.
 *
 * @param id the UUID of the last row before it
 * @param number that row's number within it
 */
public record ChainPosition(UUID id, int number) {
    /** Before all rows. */
    static final ChainPosition FIRST = new ChainPosition(new UUID(0, 0), Integer.MIN_VALUE);

    /** Before all rows whose identities were made then or later. */
    static ChainPosition at(Instant time) {
        return time.equals(Instant.EPOCH)
                ? FIRST
                : new ChainPosition(new UUID(Uuid7.at(time).getMostSignificantBits() & ~0xFFFFL, 0), Integer.MIN_VALUE);
    }
}
