package dev.slipway.ledger.auditlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What speaks against a record in the log of another user's server: that user writes there what it likes. */
final class Doubt {
    /** How far clocks of one line may differ, or be set back. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final int MOST_ARCHIVES = 100;

    private Doubt() {}

    /**
     * Why the record cannot be believed; empty where nothing speaks against it.
     *
     * @param before when the record before it was written; null where there was none
     */
    static Optional<String> of(AuditRecord made, @Nullable Instant before, Instant now) {
        if (made.at().isAfter(now.plus(CLOCKS))) {
            return Optional.of("A record bears a time that is yet to come.");
        }
        if (before != null && made.at().isBefore(before.minus(CLOCKS))) {
            return Optional.of("A record bears an earlier time than the one before it.");
        }
        if (made.actions().size() > MOST_ARCHIVES) {
            return Optional.of("A record names more archives than any operation changes.");
        }
        return Optional.empty();
    }
}
