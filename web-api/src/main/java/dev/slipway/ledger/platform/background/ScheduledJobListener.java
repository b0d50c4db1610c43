package dev.slipway.ledger.platform.background;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Starts a job when the archive is deployed on the worker, and ends it when it is undeployed. */
public abstract class ScheduledJobListener implements ServletContextListener {
    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable ScheduledJob job;

    /** Starts it. */
    protected abstract ScheduledJob begin(ScheduledExecutorService scheduler);

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        job = begin(scheduler);
    }

    @Override
    public final void contextDestroyed(ServletContextEvent event) {
        if (job != null) {
            job.end();
        }
    }
}
