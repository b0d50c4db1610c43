package dev.slipway.ledger.drift.watch;

import dev.slipway.ledger.drift.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tracks since when each difference is seen: only lasting ones become drifts. */
class PendingFindings {
    private final Duration grace;
    private final Map<Finding.Key, Instant> since = new HashMap<>();

    PendingFindings(Duration grace) {
        this.grace = grace;
    }

    /**
     * The findings that have lasted long enough.
     *
     * @param found everything that is found now
     * @param readAt when the worker's audit log had been read to its end: until after a difference was first seen, an
     *     unread record may explain it
     */
    List<Finding> due(Collection<Finding> found, Instant now, Instant readAt) {
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
