package dev.slipway.ledger.feed;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Begins to listen when the ledger starts; when it stops, ends all streams, so that nobody waits for them. */
@WebListener
public class FeedStarter implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(FeedStarter.class.getName());
    private static final int BEAT_SECONDS = 15;

    @Inject
    Streams streams;

    @Resource(lookup = "java:jboss/datasources/SlipwayDS")
    DataSource database;

    @Resource
    ManagedThreadFactory threads;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Listener listener;
    private @Nullable Future<?> beating;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        listener = new Listener(database, streams);
        Thread thread = threads.newThread(listener);
        thread.setName("slipway-feed");
        thread.start();
        beating = scheduler.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (beating != null) {
            beating.cancel(false);
        }
        if (listener != null) {
            listener.stop();
        }
    }

    /** What escaped from here would end the schedule. */
    private void beat() {
        try {
            streams.beat();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A beat of the live feed failed", e);
        }
    }
}
