package dev.slipway.ledger.platform.background;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts jobs when the archive is deployed on the worker, and ends them when it is undeployed. */
public abstract class ScheduledJobListener implements ServletContextListener {
    @Resource
    protected ManagedScheduledExecutorService scheduler;

    private final List<ScheduledJob> jobs = new ArrayList<>();
    private volatile boolean isOver;

    /** Starts them, each with {@code every}. */
    protected abstract void schedule();

    /** Cleans up after the last of them. */
    protected void ended() {}

    /**
     * Starts one, whose first round follows the first pause.
     *
     * @param failure what to log when a round fails
     */
    protected final void every(Duration pause, String failure, ScheduledJob.Work work) {
        every(pause, pause, failure, work);
    }

    /** Starts one, whose first round follows a delay. */
    protected final void every(Duration pause, Duration delay, String failure, ScheduledJob.Work work) {
        jobs.add(new ScheduledJob(scheduler, failure, work, delay, pause));
    }

    /** Whether they are stopping: long rounds check this now and then. */
    protected final boolean isOver() {
        return isOver;
    }

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        schedule();
    }

    @Override
    public final void contextDestroyed(ServletContextEvent event) {
        isOver = true;
        jobs.forEach(ScheduledJob::end);
        ended();
    }
}
