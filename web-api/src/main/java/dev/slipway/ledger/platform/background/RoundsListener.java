package dev.slipway.ledger.platform.background;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Begins its rounds when the archive has come to the worker, and ends them when it is taken off. */
public abstract class RoundsListener implements ServletContextListener {
    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds rounds;

    /** Begins them. */
    protected abstract Rounds begin(ScheduledExecutorService scheduler);

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        rounds = begin(scheduler);
    }

    @Override
    public final void contextDestroyed(ServletContextEvent event) {
        if (rounds != null) {
            rounds.end();
        }
    }
}
