package dev.slipway.ledger.notification.channel;

import dev.slipway.ledger.notification.Kind;
import dev.slipway.ledger.platform.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel's schedule. Urgent notifications are sent at once; others wait for the digest if there is one, else for the
 * end of the quiet hours.
 *
 * @param zone the time zone of its times
 * @param quietFrom when the quiet hours begin; null if there are none
 * @param quietUntil when they end: on the next day where that is not after their beginning
 * @param digestAt the time of day at which other notifications are sent in one message, within the quiet hours at their
 *     end; null if they are not
 */
public record Timetable(
        ZoneId zone,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietUntil,
        @Nullable LocalTime digestAt) {
    /**
     * A retry this soon is not postponed: a brief failure just before the quiet hours would otherwise make the channel
     * fail until their end.
     */
    public static final Duration SOON = Duration.ofMinutes(1);

    /**
     * When something is sent.
     *
     * @param at the earliest time
     * @param isTogether whether in one message with whatever else waits by then
     */
    public record Due(Instant at, boolean isTogether) {}

    /** When a notification of now is sent. */
    Due due(Kind kind, Instant now) {
        if (kind.isUrgent()) {
            return new Due(now, false);
        }
        if (digestAt != null) {
            // All of one digest are due at the same time.
            LocalTime at = isQuiet(digestAt) && quietUntil != null ? quietUntil : digestAt;
            return new Due(next(now, at), true);
        }
        Instant at = outsideQuietHours(kind, now);
        return new Due(at, at.isAfter(now));
    }

    /** When a notification that is due at this time is sent: in the quiet hours, only urgent ones. */
    Instant outsideQuietHours(Kind kind, Instant at) {
        return kind.isUrgent() ? at : quietEnd(at).orElse(at);
    }

    /** When a retry of what failed now is made that would be due at this time. */
    Instant retryAt(Kind kind, Instant now, Instant at) {
        return at.isBefore(now.plus(SOON)) ? at : outsideQuietHours(kind, at);
    }

    /** When the quiet hours of this moment end; empty outside them. */
    Optional<Instant> quietEnd(Instant now) {
        if (quietFrom == null || quietUntil == null || quietFrom.equals(quietUntil)) {
            return Optional.empty();
        }
        LocalDate today = now.atZone(zone).toLocalDate();
        // Yesterday's may extend past midnight.
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            Instant end =
                    Moments.first((quietUntil.isAfter(quietFrom) ? day : day.plusDays(1)).atTime(quietUntil), zone);
            if (!now.isBefore(Moments.first(day.atTime(quietFrom), zone)) && now.isBefore(end)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    private boolean isQuiet(LocalTime time) {
        if (quietFrom == null || quietUntil == null || quietFrom.equals(quietUntil)) {
            return false;
        }
        boolean isBegun = !time.isBefore(quietFrom);
        boolean isOver = !time.isBefore(quietUntil);
        return quietFrom.isBefore(quietUntil) ? isBegun && !isOver : isBegun || !isOver;
    }

    /** The next occurrence of a local time. */
    private Instant next(Instant now, LocalTime time) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Instant next = moment(today, time);
        return next.isAfter(now) ? next : moment(today.plusDays(1), time);
    }

    /** The first moment of a local time that comes twice; one that the clocks skip is as much later. */
    private Instant moment(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
