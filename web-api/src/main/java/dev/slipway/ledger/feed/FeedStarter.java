package dev.slipway.ledger.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.feed.stream.Streams;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.platform.json.Json;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Starts and stops the feed with the ledger. */
@WebListener
public class FeedStarter extends ScheduledJobListener {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Inject
    Streams streams;

    @Inject
    Waiters waiters;

    @Inject
    CommittedChanges committed;

    @Resource(lookup = "java:jboss/datasources/SlipwayDS")
    DataSource database;

    @Resource
    ManagedThreadFactory threads;

    private @Nullable Listener listener;

    @Override
    protected void schedule() {
        listener = new Listener(database, this::forward, this::reset);
        Thread thread = threads.newThread(listener);
        thread.setName("slipway-feed");
        thread.start();
        // In case that this worker was killed before it had notified others of its last changes.
        committed.publish(Changed.all(Changed.Kind.DEPLOYMENT));
        every(INTERVAL, "Long polls could not be re-evaluated", () -> waiters.wakeDue(scheduler));
        every(KEEP_ALIVE, "A keep-alive of the live feed failed", streams::keepAlive);
    }

    @Override
    protected void ended() {
        if (listener != null) {
            listener.stop();
        }
        committed.send();
    }

    /** Passes on a notification, and reads it only where a long poll waits. */
    void forward(String change) {
        streams.publish(change);
        if (waiters.isEmpty()) {
            return;
        }
        try {
            waiters.wake(Json.mapper().readValue(change, Changed.class), scheduler);
        } catch (JsonProcessingException e) {
            // Another release may know other kinds of changes.
            waiters.reset(scheduler);
        }
    }

    private void reset() {
        streams.reset();
        waiters.reset(scheduler);
    }
}
