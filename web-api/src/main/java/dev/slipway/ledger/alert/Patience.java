package dev.slipway.ledger.alert;

import dev.slipway.ledger.alert.Condition.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Filters out short-lived conditions: a worker that is being restarted is not away. */
class Patience {
    /** The queries for the other conditions contain their own delays. */
    static final Duration AWAY = Duration.ofMinutes(2);

    private final Map<Key, Instant> since = new HashMap<>();

    /** The conditions that have lasted long enough for an alert. */
    List<Condition> lasting(Collection<Condition> found, Instant now) {
        since.keySet().retainAll(found.stream().map(Condition::key).collect(Collectors.toSet()));
        return found.stream()
                .filter(condition -> {
                    Instant begin = since.computeIfAbsent(condition.key(), key -> now);
                    return !begin.plus(time(condition)).isAfter(now);
                })
                .toList();
    }

    private static Duration time(Condition condition) {
        return switch (condition.kind()) {
            case AWAY -> AWAY;
            default -> Duration.ZERO;
        };
    }
}
