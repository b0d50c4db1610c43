package dev.slipway.ledger.notification.channel;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times of the day, as clients say them. */
public final class Times {
    static final String FORM = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    static final String FORM_RULE = "must be a time of the day such as 22:00";

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("HH:mm");

    private Times() {}

    static @Nullable LocalTime of(@Nullable String text) {
        return text == null ? null : LocalTime.parse(text);
    }

    static @Nullable String text(@Nullable LocalTime time) {
        return time == null ? null : TEXT.format(time);
    }
}
