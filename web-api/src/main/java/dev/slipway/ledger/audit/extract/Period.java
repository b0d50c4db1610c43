package dev.slipway.ledger.audit.extract;

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

    /** When it begins. */
    Instant begin() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When it is over. */
    Instant end() {
        return until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
