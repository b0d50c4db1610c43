package dev.slipway.ledger.auditlog.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks records in the log of another user's server, who can write anything there. */
public final class Plausibility {
    /** How far clocks may differ or be set back. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final int MOST_ARCHIVES = 100;

    private Plausibility() {}

    /**
     * Why the record is implausible; empty if it is not.
     *
     * @param before when the previous record was written, by a clock that may have been set back since; null if there was
     *     none
     */
    public static Optional<String> objection(AuditRecord record, @Nullable Instant before, Instant now) {
        if (isYetToCome(record.at(), now)) {
            return Optional.of("A record bears a time that is yet to come.");
        }
        if (before != null && !isYetToCome(before, now) && record.at().isBefore(before.minus(CLOCKS))) {
            return Optional.of("A record bears an earlier time than the one before it.");
        }
        if (record.actions().size() > MOST_ARCHIVES) {
            return Optional.of("A record names more archives than any operation changes.");
        }
        return Optional.empty();
    }

    private static boolean isYetToCome(Instant at, Instant now) {
        return at.isAfter(now.plus(CLOCKS));
    }
}
