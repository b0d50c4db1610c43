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

    /** Behind all rows. */
    static final ChainPosition LAST = new ChainPosition(new UUID(-1, -1), Integer.MAX_VALUE);

    /** Before all rows whose identities were made then or later. */
    static ChainPosition at(Instant time) {
        if (time.equals(Instant.EPOCH)) {
            return FIRST;
        }
        return time.equals(Instant.MAX)
                ? LAST
                : new ChainPosition(new UUID(Uuid7.at(time).getMostSignificantBits() & ~0xFFFFL, 0), Integer.MIN_VALUE);
    }
}
