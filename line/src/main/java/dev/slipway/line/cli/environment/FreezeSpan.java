package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.input.Moment;
import dev.slipway.line.cli.input.UsageException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a freeze is in force, as the ledger reads it: of a local time that occurs twice, it begins at the first and ends at
 * the second. It ends no earlier than it is to, in whole minutes.
 *
 * @param zone the time zone of both times
 */
record FreezeSpan(ZoneId zone, LocalDateTime begin, LocalDateTime end) {
    private static final ZoneId UTC = ZoneId.of("UTC");

    /**
     * Reads it from the command line. It is in UTC where a local time of the zone would stand for another moment: an exact
     * moment, such as {@code 30m} from now, may be at one that occurs twice.
     *
     * @param from when it begins; null for the start
     * @param now the time of this machine, from which durations count
     * @param start when it begins if nothing else is said
     * @throws UsageException if a text is no time, the end is past, or not after the beginning
     */
    static FreezeSpan of(@Nullable String from, String until, ZoneId zone, Instant now, Instant start) {
        FreezeSpan span = read(from, until, zone, now, start);
        Instant last = Moment.exact("--until", until, now).orElse(Moment.last(span.end, span.zone));
        if (!last.isAfter(now)) {
            throw new UsageException("--until '" + until + "' has already passed, in the time zone " + zone);
        }
        if (!span.begin.isBefore(span.end)) {
            throw new UsageException("--from '" + from + "' is not before --until '" + until + "'");
        }
        return span;
    }

    private static FreezeSpan read(@Nullable String from, String until, ZoneId zone, Instant now, Instant start) {
        LocalDateTime begin = from == null ? Moment.local(zone, start) : Moment.of("--from", from, zone, now);
        Optional<Instant> exactBegin = from == null ? Optional.empty() : Moment.exact("--from", from, now);
        Optional<Instant> exactEnd = Moment.exact("--until", until, now).map(FreezeSpan::wholeMinute);
        LocalDateTime end = exactEnd.map(moment -> Moment.local(zone, moment))
                .orElseGet(() -> Moment.of("--until", until, zone, now));
        boolean isOther = (exactBegin.isPresent() && Moment.isTwice(begin, zone))
                || (exactEnd.isPresent() && Moment.isTwice(end, zone))
                || (from == null && !begin.isBefore(end));
        if (!isOther) {
            return new FreezeSpan(zone, begin, end);
        }
        Instant first = from == null ? start : exactBegin.orElse(Moment.first(begin, zone));
        Instant last = exactEnd.orElse(Moment.last(end, zone));
        return new FreezeSpan(UTC, Moment.local(UTC, first), Moment.local(UTC, last));
    }

    /** The end of the minute that this moment is in. */
    private static Instant wholeMinute(Instant moment) {
        Instant minute = moment.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(moment) ? moment : minute.plus(1, ChronoUnit.MINUTES);
    }
}
