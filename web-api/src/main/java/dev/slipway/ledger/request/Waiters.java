package dev.slipway.ledger.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Clients of this worker that wait for a request to be decided. They hold neither a thread nor a connection: all are looked
 * after together, by one statement a second, and so hear of what another worker decides, too.
 */
@ApplicationScoped
class Waiters {
    private static final int LIMIT = 200;

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    Clock clock;

    private final Map<CompletableFuture<Void>, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(UUID request, Instant until) {}

    /**
     * Waits for a request.
     *
     * @return done when it is decided, or the time is over; empty when too many wait already
     */
    Optional<CompletionStage<Void>> join(UUID request, int seconds) {
        if (waits.size() >= LIMIT) {
            return Optional.empty();
        }
        CompletableFuture<Void> wait = new CompletableFuture<>();
        waits.put(wait, new Wait(request, clock.instant().plusSeconds(seconds)));
        return Optional.of(wait);
    }

    /** Lets those go on whose request is decided, or whose time is over. What they do then, the executor does. */
    void look(Executor executor) {
        if (waits.isEmpty()) {
            return;
        }
        Set<UUID> asked = new HashSet<>();
        waits.values().forEach(wait -> asked.add(wait.request()));
        Set<UUID> decided = new HashSet<>(requests.decided(asked));
        Instant now = clock.instant();
        waits.forEach((wait, of) -> {
            if (decided.contains(of.request()) || !now.isBefore(of.until())) {
                release(wait, executor);
            }
        });
    }

    /** Lets everybody go on: this worker is about to stop. */
    void releaseAll() {
        List.copyOf(waits.keySet()).forEach(wait -> release(wait, Runnable::run));
    }

    private void release(CompletableFuture<Void> wait, Executor executor) {
        if (waits.remove(wait) != null) {
            executor.execute(() -> wait.complete(null));
        }
    }
}
