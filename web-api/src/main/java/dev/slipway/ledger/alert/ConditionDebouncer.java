package dev.slipway.ledger.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Filters out short-lived conditions, such as the restart of a worker. */
class ConditionDebouncer {
    /** Other conditions have delays of their own, as in {@link Conditions}. */
    static final Duration AWAY = Duration.ofMinutes(2);

    private final Function<Condition, Object> identity;
    private final Map<Object, Instant> since = new HashMap<>();

    /**
     * Begins without having seen anything.
     *
     * @param identity what makes two conditions the same one over time
     */
    ConditionDebouncer(Function<Condition, Object> identity) {
        this.identity = identity;
    }

    /** The conditions that have lasted long enough to notify of them. */
    List<Condition> lasting(Collection<Condition> found, Instant now) {
        since.keySet().retainAll(found.stream().map(identity).collect(Collectors.toSet()));
        return found.stream()
                .filter(condition -> {
                    Instant begin = since.computeIfAbsent(identity.apply(condition), same -> now);
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
