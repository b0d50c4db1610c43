package dev.slipway.ledger.platform.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** Clients' times: RFC 3339, in a plausible year; and the moments of local times. */
public final class Moments {
    /** Explains what {@link #parse} takes. */
    public static final String RULE = "must be a time such as 2026-11-23T10:15:30Z";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private Moments() {}

    /** Whether a year is plausible for anything in the ledger. */
    public static boolean isPlausible(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    /**
     * Parses a time, truncated to microseconds like PostgreSQL's.
     *
     * @throws DateTimeException if it is invalid or implausible
     */
    public static Instant parse(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (!isPlausible(time.getYear())) {
            throw new DateTimeException(text + " is too far from now");
        }
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The moment of a local time: the first if it occurs twice, that of the change if the clocks skip it. */
    public static Instant first(LocalDateTime time, ZoneId zone) {
        return change(time, zone)
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> time.atZone(zone).toInstant());
    }

    /** The same, but the second if it occurs twice. */
    public static Instant last(LocalDateTime time, ZoneId zone) {
        return change(time, zone)
                .filter(ZoneOffsetTransition::isOverlap)
                .map(change -> time.toInstant(change.getOffsetAfter()))
                .orElseGet(() -> first(time, zone));
    }

    private static Optional<ZoneOffsetTransition> change(LocalDateTime time, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().getTransition(time));
    }
}
