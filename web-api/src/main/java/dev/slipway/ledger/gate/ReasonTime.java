package dev.slipway.ledger.gate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as reasons show them: {@code 2026-11-23 10:15 UTC}. */
final class ReasonTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private ReasonTime() {}

    static String of(Instant time) {
        return of(time.atZone(UTC));
    }

    static String of(ZonedDateTime time) {
        return FORMAT.format(time);
    }
}
