package dev.slipway.ledger.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The differences that are seen, and since when: only what lasts is raised. */
class Suspicions {
    private final Duration grace;
    private final Map<Finding.Key, Instant> since = new HashMap<>();

    Suspicions(Duration grace) {
        this.grace = grace;
    }

    /**
     * What of this has lasted long enough to be raised.
     *
     * @param found everything that is found now
     * @param readAt up to when the worker's audit log had been read before this was looked for: a difference from what is
     *     live may be of an operation that stands there, unread
     */
    List<Finding> lasting(Collection<Finding> found, Instant now, Instant readAt) {
        since.keySet().retainAll(found.stream().map(Finding::key).collect(Collectors.toSet()));
        return found.stream()
                .filter(finding -> {
                    Instant first = since.computeIfAbsent(finding.key(), key -> now);
                    boolean isSettled = !finding.kind().dependsOnLog() || readAt.isAfter(first);
                    return isSettled && !first.plus(grace).isAfter(now);
                })
                .toList();
    }
}
