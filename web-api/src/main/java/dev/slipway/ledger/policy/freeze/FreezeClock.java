package dev.slipway.ledger.policy.freeze;

import dev.slipway.ledger.platform.text.Moments;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Computes when freezes are in force, and windows open, in their time zones.
 *
 * <p>A local time that the clocks skip stands for the moment of the change. Of a local time that occurs twice, a freeze begins at the
 * first and ends at the second: when in doubt, it is in force.
 */
final class FreezeClock {

    private FreezeClock() {}

    /**
     * When a freeze that is in force at this moment ends, days without a gap between them being one; empty if it is not
     * in force. Of one that never ends, it is the end of the one that begins in a week.
     */
    static Optional<Instant> until(Freeze freeze, Instant now) {
        // Yesterday's may extend past midnight.
        List<Span> spans = spans(freeze, now, -1, 7)
                .sorted(Comparator.comparing(Span::begin))
                .toList();
        Instant until = now;
        for (Span span : spans) {
            if (!span.begin.isAfter(until) && span.end.isAfter(until)) {
                until = span.end;
            }
        }
        return Optional.of(until).filter(end -> end.isAfter(now));
    }

    /** When one that is not in force at this moment will begin; empty if it never will again. */
    static Optional<Instant> next(Freeze freeze, Instant now) {
        // Two weeks and a day: clocks may skip the only one of a week.
        return spans(freeze, now, 0, 15)
                .filter(span -> span.begin.isAfter(now) && span.begin.isBefore(span.end))
                .map(Span::begin)
                .min(Instant::compareTo);
    }

    /** Whether one that comes once is over; a weekly one never is. */
    static boolean isOver(Freeze freeze, Instant now) {
        return freeze.days() == null && spans(freeze, now, 0, 0).noneMatch(span -> now.isBefore(span.end));
    }

    private record Span(Instant begin, Instant end) {
        static Span of(LocalDateTime from, LocalDateTime until, ZoneId zone) {
            return new Span(Moments.first(from, zone), Moments.last(until, zone));
        }
    }

    /** Those that begin on the days from one until another, counted from today; the only one of a freeze that comes once. */
    private static Stream<Span> spans(Freeze freeze, Instant now, int first, int last) {
        ZoneId zone = ZoneId.of(freeze.zone());
        List<DayOfWeek> days = freeze.days();
        if (days == null) {
            return Stream.of(Span.of(LocalDateTime.parse(freeze.from()), LocalDateTime.parse(freeze.until()), zone));
        }
        LocalTime from = LocalTime.parse(freeze.from());
        LocalTime until = LocalTime.parse(freeze.until());
        LocalDate today = now.atZone(zone).toLocalDate();
        return IntStream.rangeClosed(first, last)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(day ->
                        Span.of(day.atTime(from), (until.isAfter(from) ? day : day.plusDays(1)).atTime(until), zone));
    }
}
