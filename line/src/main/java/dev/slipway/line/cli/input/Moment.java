package dev.slipway.line.cli.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRulesProvider;
import java.util.Optional;
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
     *
     * @throws UsageException if the text is none of these
     */
    public static LocalDateTime of(String field, String text, ZoneId zone, Instant now) {
        return exact(field, text, now).map(moment -> local(zone, moment)).orElseGet(() -> local(field, text));
    }

    /** The moment that a text names by an offset, or by a duration from now; empty where it is a local time, or none. */
    public static Optional<Instant> exact(String field, String text, Instant now) {
        if (FROM_NOW.matcher(text).matches()) {
            return Optional.of(now.plus(Arguments.time(field, text)));
        }
        try {
            return Optional.of(OffsetDateTime.parse(form(text)).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The local time of a zone at a moment. */
    public static LocalDateTime local(ZoneId zone, Instant moment) {
        return minutes(LocalDateTime.ofInstant(moment, zone));
    }

    /** Whether a local time occurs twice, as the clocks go back. */
    public static boolean isTwice(LocalDateTime time, ZoneId zone) {
        return zone.getRules().getValidOffsets(time).size() > 1;
    }

    /** When it is this local time for the first time; the moment of the change if the clocks skip it. */
    public static Instant first(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return time.toInstant(zone.getRules().getOffset(time));
    }

    /** When it is this local time for the last time; the moment of the change if the clocks skip it. */
    public static Instant last(LocalDateTime time, ZoneId zone) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        if (transition != null && transition.isOverlap()) {
            return time.toInstant(transition.getOffsetAfter());
        }
        return first(time, zone);
    }

    private static LocalDateTime local(String field, String text) {
        try {
            return minutes(LocalDateTime.parse(form(text)));
        } catch (DateTimeException e) {
            throw new UsageException(
                    field + " '" + text + "' is not a time; examples: 2026-12-24T18:00, 2026-12-24T17:00Z, 2h");
        }
    }

    private static String form(String text) {
        return text.replace(' ', 'T');
    }

    private static LocalDateTime minutes(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }
}
