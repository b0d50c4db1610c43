package dev.slipway.ledger.request;

import dev.slipway.ledger.http.Places;
import dev.slipway.ledger.http.Places.Holder;
import dev.slipway.ledger.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    /** All jobs of a pipeline are one client, and often at one address. */
    private static final Places PLACES = new Places(32, 32, 24);

    @Inject
    DeploymentRequestRepository requests;

    @Inject
    Clock clock;

    private final Map<CompletableFuture<Void>, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(UUID request, Instant until, Holder holder) {}

    /**
     * Waits for a request.
     *
     * @return done when it is decided, or the time is over
     * @throws ProblemException when as many wait as may, of all, of its address or of its person
     */
    synchronized CompletionStage<Void> join(UUID request, int seconds, Holder holder) {
        PLACES.admit(holder, waits.values().stream().map(Wait::holder).toList());
        CompletableFuture<Void> wait = new CompletableFuture<>();
        waits.put(wait, new Wait(request, clock.instant().plusSeconds(seconds), holder));
        return wait;
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
