package dev.slipway.line.certificate;

import dev.slipway.line.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The results of the watcher's last check.
 *
 * @param looked when it checked
 * @param names the certificate of each public name
 * @param nameless folders of the operator's own certificates that match no name of the line
 */
record WatcherReport(Instant looked, List<CertificateStatus> names, List<String> nameless) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    WatcherReport {
        names = List.copyOf(names);
        nameless = List.copyOf(nameless);
    }

    static WatcherReport of(Json json) {
        return new WatcherReport(
                json.time("looked").orElse(Instant.EPOCH),
                json.items("names").stream().map(CertificateStatus::of).toList(),
                json.texts("nameless"));
    }

    /** Whether the last check is so long ago that it says nothing about the present state. */
    boolean isOld(Instant now) {
        return age(now).compareTo(LONGEST) > 0;
    }

    Duration age(Instant now) {
        return Duration.between(looked, now);
    }
}
