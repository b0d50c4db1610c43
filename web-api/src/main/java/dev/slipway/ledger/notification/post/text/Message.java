package dev.slipway.ledger.notification.post.text;

import dev.slipway.ledger.notification.Notice;
import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message: one notice, or the several of a digest.
 *
 * @param id the same for each attempt
 * @param eventId the event of the first notice
 * @param alertId the alert of the first notice; null if it has none
 * @param notices its notices, oldest first; at least one
 * @param ledger the ledger's public URL, with no trailing slash
 */
public record Message(UUID id, UUID eventId, @Nullable UUID alertId, List<Notice> notices, URI ledger) {
    public Message {
        notices = List.copyOf(notices);
    }

    Notice first() {
        return notices.get(0);
    }

    boolean isDigest() {
        return notices.size() > 1;
    }

    /** All of it in one line. */
    String subject() {
        return isDigest() ? notices.size() + " notifications: " + counted() : first().headline();
    }

    /** The address that opens the very thing. */
    String link(Notice notice) {
        return ledger + notice.path();
    }

    private String counted() {
        Map<String, Long> counts = notices.stream()
                .collect(Collectors.groupingBy(
                        notice -> notice.kind().toString().replace('-', ' '), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /**
     * Where and when it happened, in this time zone: {@code shop, production · 27 November 2026, 13:00 Europe/Berlin}.
     */
    static String when(Notice notice, ZoneId zone) {
        String place = place(notice);
        return (place.isEmpty() ? "" : place + " · ")
                + DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH)
                        .format(notice.at().atZone(zone))
                + " " + zone;
    }

    private static String place(Notice notice) {
        return Stream.of(notice.service(), notice.environment())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }
}
