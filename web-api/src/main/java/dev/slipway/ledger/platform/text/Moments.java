package dev.slipway.ledger.platform.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Parses clients' times: RFC 3339, in a plausible year. */
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
}
