package dev.slipway.ledger.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Computes when freezes are in force, and windows open, in their time zones.
 *
 * <p>A local time that the clocks skip stands for the moment of the change. Of a local time that occurs twice, a freeze begins at the
 * first and ends at the second: when in doubt, it is in force.
 */
final class FreezeClock {

    private FreezeClock() {}

    /** When a freeze that is in force at this moment ends; empty if it is not in force. */
    static Optional<Instant> until(Freeze freeze, Instant now) {
        ZoneId zone = ZoneId.of(freeze.zone());
        List<DayOfWeek> days = freeze.days();
        if (days == null) {
            return until(LocalDateTime.parse(freeze.from()), LocalDateTime.parse(freeze.until()), zone, now);
        }
        LocalTime from = LocalTime.parse(freeze.from());
        LocalTime until = LocalTime.parse(freeze.until());
        LocalDate today = now.atZone(zone).toLocalDate();
        // Yesterday's may have passed midnight. Tomorrow's, where clocks go back over midnight, may have begun.
        return List.of(today.minusDays(1), today, today.plusDays(1)).stream()
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day ->
                        until(day.atTime(from), (until.isAfter(from) ? day : day.plusDays(1)).atTime(until), zone, now)
                                .stream())
                .max(Instant::compareTo);
    }

    /** When one that does not hold at this moment will begin; empty if it never will again. */
    static Optional<Instant> next(Freeze freeze, Instant now) {
        ZoneId zone = ZoneId.of(freeze.zone());
        List<DayOfWeek> days = freeze.days();
        if (days == null) {
            return begin(LocalDateTime.parse(freeze.from()), LocalDateTime.parse(freeze.until()), zone, now);
        }
        LocalTime from = LocalTime.parse(freeze.from());
        LocalTime until = LocalTime.parse(freeze.until());
        LocalDate today = now.atZone(zone).toLocalDate();
        // Two weeks and a day: clocks may skip the only one of a week.
        return IntStream.rangeClosed(0, 15)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .flatMap(day ->
                        begin(day.atTime(from), (until.isAfter(from) ? day : day.plusDays(1)).atTime(until), zone, now)
                                .stream())
                .min(Instant::compareTo);
    }

    private static Optional<Instant> begin(LocalDateTime from, LocalDateTime until, ZoneId zone, Instant now) {
        Instant begin = at(from, zone, false);
        return begin.isAfter(now) && begin.isBefore(at(until, zone, true)) ? Optional.of(begin) : Optional.empty();
    }

    private static Optional<Instant> until(LocalDateTime from, LocalDateTime until, ZoneId zone, Instant now) {
        Instant end = at(until, zone, true);
        return !now.isBefore(at(from, zone, false)) && now.isBefore(end) ? Optional.of(end) : Optional.empty();
    }

    private static Instant at(LocalDateTime time, ZoneId zone, boolean isLast) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition transition = rules.getTransition(time);
        if (transition == null) {
            return time.toInstant(rules.getOffset(time));
        }
        if (transition.isGap()) {
            return transition.getInstant();
        }
        return time.toInstant(isLast ? transition.getOffsetAfter() : transition.getOffsetBefore());
    }
}
