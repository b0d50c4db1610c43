package dev.slipway.line.cli.input;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRulesProvider;
import java.util.regex.Pattern;

/** Points in time on the command line, in local time of a zone, to the minute. */
public final class Moment {
    private static final Pattern FROM_NOW = Pattern.compile("[0-9]{1,6}[smh]");

    private Moment() {}

    /** A time zone by its name; by default, the machine's, or UTC if that has no name. */
    public static ZoneId zone(String field, String text) {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(text)) {
            throw new UsageException(
                    field + " '" + text + "' is not a time zone by its IANA name, such as Europe/Berlin");
        }
        return ZoneId.of(text);
    }

    /** The machine's time zone, or UTC if that has no IANA name. */
    public static ZoneId machineZone() {
        ZoneId zone = ZoneId.systemDefault();
        return ZoneRulesProvider.getAvailableZoneIds().contains(zone.getId()) ? zone : ZoneId.of("UTC");
    }

    /**
     * A point in time: local time ({@code 2026-12-24T18:00}), time with an offset ({@code 2026-12-24T17:00Z}), or a duration
     * from now ({@code 2h}).
     */
    public static LocalDateTime of(String field, String text, ZoneId zone, Instant now) {
        if (FROM_NOW.matcher(text).matches()) {
            Duration time = Arguments.time(field, text);
            return minutes(LocalDateTime.ofInstant(now.plus(time), zone));
        }
        String form = text.replace(' ', 'T');
        try {
            return minutes(LocalDateTime.parse(form));
        } catch (DateTimeException e) {
            // May have an offset.
        }
        try {
            return minutes(LocalDateTime.ofInstant(OffsetDateTime.parse(form).toInstant(), zone));
        } catch (DateTimeException e) {
            throw new UsageException(
                    field + " '" + text + "' is not a time; examples: 2026-12-24T18:00, 2026-12-24T17:00Z, 2h");
        }
    }

    /** The current local time of a zone. */
    public static LocalDateTime now(ZoneId zone, Instant now) {
        return minutes(LocalDateTime.ofInstant(now, zone));
    }

    /** Whether it is past. */
    public static boolean isPast(LocalDateTime time, ZoneId zone, Instant now) {
        return !time.toInstant(zone.getRules().getOffset(time)).isAfter(now);
    }

    private static LocalDateTime minutes(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }
}
