package dev.slipway.ledger.audit.extract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days, in UTC.
 *
 * @param from the first
 * @param until the last
 */
public record Period(LocalDate from, LocalDate until) {
    /** Rows are linked within seconds, unless the ledger or an agent was down. It is the time that {@code slipway verify} wants, too. */
    private static final Duration LATE = Duration.ofHours(1);

    Instant begin() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** From when on a signed head shows which rows it has. */
    Instant settled() {
        return end().plus(LATE);
    }
}
