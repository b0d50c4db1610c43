package dev.slipway.line.agent.monitor;

import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.Vitals;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Polls workers, some at a time. Those that did not answer the last time have threads of their own: each may take one up to
 * its limit, and the others do not wait for that.
 */
final class WorkerPolls {
    private static final int AT_ONCE = 8;

    private final Duration patience;
    private final Executor forAnswering = threads();
    private final Executor forSilent = threads();
    /** The polls of which no outcome was returned. */
    private final Map<Management, CompletableFuture<Optional<Vitals>>> pending = new HashMap<>();

    private final Set<Management> silent = new HashSet<>();

    /**
     * Without any.
     *
     * @param patience how long to wait for outcomes
     */
    WorkerPolls(Duration patience) {
        this.patience = patience;
    }

    private static Executor threads() {
        return Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "poll");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Polls each of these, unless its last poll has not ended yet. Callers take turns.
     *
     * @param workers all workers, and their groups
     * @return the polls that have ended; of the others, a later call returns them
     */
    Map<Management, CompletableFuture<Optional<Vitals>>> poll(Map<Management, DesiredGroup> workers) {
        silent.retainAll(workers.keySet());
        workers.forEach((worker, group) -> pending.computeIfAbsent(worker, one -> begin(one, group)));
        await(pending.values());
        Map<Management, CompletableFuture<Optional<Vitals>>> ended = new HashMap<>(pending);
        ended.values().removeIf(poll -> !poll.isDone());
        pending.keySet().removeAll(ended.keySet());
        ended.forEach((worker, poll) -> {
            if (!workers.containsKey(worker)) {
                // It is gone, and its poll may have connected again after its connection was closed.
                worker.close();
            } else if (poll.isCompletedExceptionally() || poll.join().isPresent()) {
                silent.remove(worker);
            } else {
                silent.add(worker);
            }
        });
        return ended;
    }

    private CompletableFuture<Optional<Vitals>> begin(Management worker, DesiredGroup group) {
        return CompletableFuture.supplyAsync(
                () -> worker.process().vitals(group.dataSource()), silent.contains(worker) ? forSilent : forAnswering);
    }

    private void await(Collection<CompletableFuture<Optional<Vitals>>> polls) {
        try {
            CompletableFuture.allOf(polls.toArray(CompletableFuture<?>[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Whoever gets the outcomes sees which there are.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while workers were polled", e);
        }
    }
}
