package dev.slipway.ledger.feed;

import dev.slipway.ledger.platform.http.ConnectionLimits;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.LedgerStopping;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The long polls on this worker. They hold neither a thread nor a database connection: each change on any worker, of which PostgreSQL
 * notifies this one, re-evaluates those that it may concern.
 */
@ApplicationScoped
public class Waiters {
    /**
     * For clients that follow a deployment request. All jobs of a pipeline are one client, and often at one address.
     */
    public static final ConnectionLimits FOLLOWERS = new ConnectionLimits(32, 32, 24);

    @Inject
    Clock clock;

    private final Set<Waiter<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /**
     * Evaluates a query, and again after each relevant change until there is news or the time is over.
     *
     * @param limits the limit on long polls of this kind
     * @param seconds how long to wait; 0 answers at once
     * @param concerns which changes are relevant
     * @throws ProblemException if as many wait as may, of all, of its address or of its person
     */
    public <T> CompletionStage<T> poll(
            ConnectionLimits limits,
            Holder holder,
            int seconds,
            Predicate<Changed> concerns,
            Supplier<PollAnswer<T>> query) {
        Instant until = clock.instant().plusSeconds(seconds);
        Waiter<T> waiter = new Waiter<>(limits, holder, until, concerns, query, clock);
        // Register before the first evaluation, so that no change in between is missed.
        if (seconds > 0) {
            admit(waiter);
            if (isStopped) {
                waiter.answerNow();
            }
        }
        waiter.evaluate();
        return waiter.answered();
    }

    /** Whether no client waits. A client that arrives after a change evaluates the query after it. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Re-evaluates the long polls that a change concerns, on the executor. */
    void wake(Changed change, Executor executor) {
        waiting.stream()
                .filter(waiter -> waiter.isAffectedBy(change))
                .forEach(waiter -> executor.execute(waiter::evaluate));
    }

    /** Re-evaluates all, since changes may have been missed. */
    void reset(Executor executor) {
        waiting.forEach(waiter -> executor.execute(waiter::evaluate));
    }

    /** Re-evaluates those whose time is over, or whose next evaluation is due. */
    void wakeDue(Executor executor) {
        Instant now = clock.instant();
        waiting.stream().filter(waiter -> waiter.isDue(now)).forEach(waiter -> executor.execute(waiter::evaluate));
    }

    /** Answers all present and future long polls at once. */
    void stop(@Observes LedgerStopping event) {
        isStopped = true;
        List.copyOf(waiting).forEach(Waiter::answerNow);
    }

    private synchronized void admit(Waiter<?> waiter) {
        waiter.limits()
                .admit(
                        waiter.holder(),
                        waiting.stream()
                                .filter(other -> other.limits() == waiter.limits())
                                .map(Waiter::holder)
                                .toList());
        waiting.add(waiter);
        waiter.answered().whenComplete((answer, failure) -> waiting.remove(waiter));
    }
}
