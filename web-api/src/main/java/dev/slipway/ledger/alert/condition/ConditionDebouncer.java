package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.notification.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Filters out short-lived conditions, such as the restart of a worker. After a pause of the machine, everything was last
 * seen long ago: only time that has passed for the ledger, too, counts.
 */
public class ConditionDebouncer {
    /** Other conditions have delays of their own, as in {@link Conditions}. */
    public static final Duration AWAY = Duration.ofMinutes(2);

    private final Function<Condition, Object> identity;
    private final LongSupplier nanos;
    private final Map<Object, Long> since = new HashMap<>();

    /**
     * Begins without having seen anything.
     *
     * @param identity what makes two conditions the same one over time
     * @param nanos nanoseconds since any moment, as by {@link System#nanoTime}
     */
    public ConditionDebouncer(Function<Condition, Object> identity, LongSupplier nanos) {
        this.identity = identity;
        this.nanos = nanos;
    }

    /** The conditions that have lasted long enough to notify of them. */
    public List<Condition> lasting(Collection<Condition> found) {
        long now = nanos.getAsLong();
        since.keySet().retainAll(found.stream().map(identity).collect(Collectors.toSet()));
        return found.stream()
                .filter(condition -> {
                    long begin = since.computeIfAbsent(identity.apply(condition), same -> now);
                    return now - begin >= time(condition).toNanos();
                })
                .toList();
    }

    private static Duration time(Condition condition) {
        boolean isSilence = condition.kind() == Kind.AWAY || condition.isUnwatched();
        return isSilence ? AWAY : Duration.ZERO;
    }
}
