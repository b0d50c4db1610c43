package dev.slipway.line.host.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Determines which new workers do not get requests yet. */
public final class Joining {
    private Joining() {}

    /**
     * The new workers that are unhealthy while a routed one is healthy. If none is healthy, excluding one has no
     * benefit.
     *
     * @param routed the names of the workers in the route
     * @param isHealthy called only if needed, since it costs a request
     */
    public static Set<String> of(Collection<Worker> workers, Set<String> routed, Predicate<Worker> isHealthy) {
        List<Worker> fresh = workers.stream()
                .filter(worker -> !routed.contains(worker.name()))
                .toList();
        boolean isServed = !fresh.isEmpty()
                && workers.stream()
                        .filter(worker -> routed.contains(worker.name()))
                        .anyMatch(isHealthy);
        return isServed
                ? fresh.stream().filter(isHealthy.negate()).map(Worker::name).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
