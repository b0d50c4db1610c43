package dev.slipway.line.browser;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a {@link Visitor}'s browser writes them. */
final class Dates {
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private Dates() {}

    static String absolute(String instant) {
        return ABSOLUTE.format(Instant.parse(instant));
    }
}
