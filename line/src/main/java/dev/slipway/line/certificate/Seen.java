package dev.slipway.line.certificate;

import dev.slipway.line.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the watcher wrote down when it last looked.
 *
 * @param looked when that was
 * @param names the certificate of each public name
 * @param nameless folders of own pairs that are for no name of the line
 */
record Seen(Instant looked, List<Known> names, List<String> nameless) {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    Seen {
        names = List.copyOf(names);
        nameless = List.copyOf(nameless);
    }

    static Seen of(Json json) {
        return new Seen(
                json.time("looked").orElse(Instant.EPOCH),
                json.items("names").stream().map(Known::of).toList(),
                json.texts("nameless"));
    }

    /** Whether nobody has looked for so long that it says nothing of now. */
    boolean isOld(Instant now) {
        return age(now).compareTo(LONGEST) > 0;
    }

    Duration age(Instant now) {
        return Duration.between(looked, now);
    }
}
