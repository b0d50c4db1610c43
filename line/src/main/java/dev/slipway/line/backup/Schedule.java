package dev.slipway.line.backup;

import java.time.LocalTime;
import java.time.ZonedDateTime;

/** When the next backup is due. */
final class Schedule {
    private Schedule() {}

    /** The next occurrence of this local time. */
    static ZonedDateTime next(ZonedDateTime now, LocalTime at) {
        ZonedDateTime today = now.toLocalDate().atTime(at).atZone(now.getZone());
        return today.isAfter(now)
                ? today
                : now.toLocalDate().plusDays(1).atTime(at).atZone(now.getZone());
    }
}
