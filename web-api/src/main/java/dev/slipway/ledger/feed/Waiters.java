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
 * Clients of this worker that wait for something to change. They hold neither a thread nor a connection to the database: a
 * change that any worker makes, and PostgreSQL tells, has those looked after again that it may concern.
 */
@ApplicationScoped
public class Waiters {
    /** For whoever follows a deployment request. All jobs of a pipeline are one client, and often at one address. */
    public static final ConnectionLimits FOLLOWERS = new ConnectionLimits(32, 32, 24);

    @Inject
    Clock clock;

    private final Set<Waiter<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopped;

    /**
     * Looks, and if that is not worth an answer, again after each change that may concern it, until the time is over.
     *
     * @param places how many may wait so at a time; who waits for something else has other places
     * @param seconds for how long; not at all if 0
     * @param concerns which changes may make the answer another one
     * @throws ProblemException when as many wait as may, of all, of its address or of its person
     */
    public <T> CompletionStage<T> ask(
            ConnectionLimits places, Holder holder, int seconds, Predicate<Changed> concerns, Supplier<Look<T>> look) {
        Instant until = clock.instant().plusSeconds(seconds);
        Waiter<T> waiter = new Waiter<>(places, holder, until, concerns, look, clock);
        // It listens first and looks then: what changes in between is heard.
        if (seconds > 0) {
            admit(waiter);
            if (isStopped) {
                waiter.giveUp();
            }
        }
        waiter.look();
        return waiter.answered();
    }

    /** Something changed. What follows from that, the executor does. */
    void tell(Changed change, Executor executor) {
        waiting.stream()
                .filter(waiter -> waiter.isConcernedBy(change))
                .forEach(waiter -> executor.execute(waiter::look));
    }

    /** Changes may have been missed. */
    void reset(Executor executor) {
        waiting.forEach(waiter -> executor.execute(waiter::look));
    }

    /** Answers those whose time is over, or who wanted to look again by now. */
    void wakeDue(Executor executor) {
        Instant now = clock.instant();
        waiting.stream().filter(waiter -> waiter.isDue(now)).forEach(waiter -> executor.execute(waiter::look));
    }

    /** Answers everybody with what there is, also whoever comes from now on. */
    void stop(@Observes LedgerStopping event) {
        isStopped = true;
        List.copyOf(waiting).forEach(Waiter::giveUp);
    }

    private synchronized void admit(Waiter<?> waiter) {
        waiter.places()
                .admit(
                        waiter.holder(),
                        waiting.stream()
                                .filter(other -> other.places() == waiter.places())
                                .map(Waiter::holder)
                                .toList());
        waiting.add(waiter);
        waiter.answered().whenComplete((answer, failure) -> waiting.remove(waiter));
    }
}
