package dev.slipway.ledger.feed;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notifies every worker of changes that are committed already: of the first at once, and of those that follow within a short pause together.
 * PostgreSQL commits transactions that notify one after the other, so what is recorded often does not notify in its own.
 *
 * <p>If this worker is killed in between, its next start makes pages reload instead.
 */
@ApplicationScoped
public class CommittedChanges {
    private static final System.Logger LOG = System.getLogger(CommittedChanges.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    @Inject
    FeedRepository feed;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ScheduledExecutorService scheduler;

    private final List<Changed> waiting = new ArrayList<>();
    private boolean isScheduled;
    private volatile boolean isFailing;

    /** Notifies of a change whose transaction is committed, and returns at once. */
    public synchronized void publish(Changed change) {
        waiting.add(change);
        if (!isScheduled) {
            isScheduled = schedule(Duration.ZERO);
        }
    }

    /** Notifies of all that wait, and again after the pause until none does. */
    void send() {
        List<Changed> batch = take();
        if (batch.isEmpty()) {
            return;
        }
        Duration pause = PAUSE;
        try {
            feed.notifyListeners(batch);
            isFailing = false;
        } catch (RuntimeException e) {
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "Pages could not be notified of changes; retrying", e);
            isFailing = true;
            putBack(batch);
            pause = PAUSE_AFTER_FAILURE;
        }
        schedule(pause);
    }

    /** Returns false while the worker stops, which sends the last changes itself. */
    private boolean schedule(Duration delay) {
        try {
            scheduler.schedule(this::send, delay.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "Changes are not sent by the scheduler any more", e);
            return false;
        }
    }

    private synchronized List<Changed> take() {
        List<Changed> batch = List.copyOf(waiting);
        waiting.clear();
        isScheduled = !batch.isEmpty();
        return batch;
    }

    private synchronized void putBack(List<Changed> batch) {
        waiting.addAll(0, batch);
    }
}
