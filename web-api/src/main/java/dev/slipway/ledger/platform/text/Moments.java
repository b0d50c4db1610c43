package dev.slipway.ledger.platform.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times, as clients write them: RFC 3339, in a year that deployments can have happened in. */
public final class Moments {
    /** Explains what {@link #parse} takes. */
    public static final String RULE = "must be a time such as 2026-11-23T10:15:30Z";

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private Moments() {}

    /** Whether anything that the ledger knows of can happen in a year. */
    public static boolean isPlausible(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    /**
     * Reads a time, cut to microseconds, which is what PostgreSQL keeps.
     *
     * @throws DateTimeException when it is none, or too far from now
     */
    public static Instant parse(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (!isPlausible(time.getYear())) {
            throw new DateTimeException(text + " is too far from now");
        }
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
