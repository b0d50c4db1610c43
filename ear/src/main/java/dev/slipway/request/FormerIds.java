package dev.slipway.request;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Ids that sessions had until a sign-in, for as long as requests that the browser sent before may still arrive. */
final class FormerIds {
    private static final long LATE = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Long> replaced = new ConcurrentHashMap<>();

    /** With a clock that nobody sets. */
    FormerIds(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void add(String id) {
        long now = nanos.getAsLong();
        replaced.values().removeIf(since -> now - since > LATE);
        replaced.put(id, now);
    }

    boolean contains(@Nullable String id) {
        Long since = id == null ? null : replaced.get(id);
        return since != null && nanos.getAsLong() - since <= LATE;
    }
}
