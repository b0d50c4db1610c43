package dev.slipway.ledger.metrics;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deployments and the intervals for which metrics are computed.
 *
 * @param service only of this service, if given
 * @param environment only into this environment, if given
 * @param from only those that began then or later
 * @param until only those that began before then
 * @param zone whose days and weeks they are
 * @param bucket the pieces that the time is cut into
 */
record Window(
        @Nullable String service,
        @Nullable String environment,
        Instant from,
        Instant until,
        ZoneId zone,
        Bucket bucket) {

    /** The pieces, in order; the first and the last are cut where the window is. */
    List<Piece> pieces() {
        return pieces(bucket);
    }

    /** The weeks, whatever the pieces are. */
    List<Piece> weeks() {
        return pieces(Bucket.WEEK);
    }

    private List<Piece> pieces(Bucket size) {
        List<Piece> pieces = new ArrayList<>();
        LocalDate day = size.start(LocalDate.ofInstant(from, zone));
        while (day.atStartOfDay(zone).toInstant().isBefore(until)) {
            LocalDate next = size.next(day);
            pieces.add(new Piece(
                    day,
                    next,
                    day.atStartOfDay(zone).toInstant(),
                    next.atStartOfDay(zone).toInstant()));
            day = next;
        }
        return pieces;
    }

    /** Whether this piece lies in the window as a whole. */
    boolean holds(Piece piece) {
        return !piece.from().isBefore(from) && !piece.until().isAfter(until);
    }

    double days() {
        return (double) Duration.between(from, until).toNanos()
                / Duration.ofDays(1).toNanos();
    }

    /**
     * A calendar day or week in the window's zone.
     *
     * @param first its first day
     * @param next the first day after it
     * @param from when it begins
     * @param until when the next begins
     */
    record Piece(LocalDate first, LocalDate next, Instant from, Instant until) {}

    /** How long the pieces are. */
    enum Bucket {
        DAY {
            @Override
            LocalDate start(LocalDate day) {
                return day;
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusDays(1);
            }
        },
        /** Of ISO 8601: it begins on Monday. */
        WEEK {
            @Override
            LocalDate start(LocalDate day) {
                return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            }

            @Override
            LocalDate next(LocalDate start) {
                return start.plusWeeks(1);
            }
        };

        abstract LocalDate start(LocalDate day);

        abstract LocalDate next(LocalDate start);
    }
}
