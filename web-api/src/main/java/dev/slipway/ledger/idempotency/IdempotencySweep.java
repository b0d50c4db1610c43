package dev.slipway.ledger.idempotency;

import dev.slipway.ledger.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Forgets old keys every hour; on every worker, which does no harm. */
@WebListener
public class IdempotencySweep implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(IdempotencySweep.class.getName());

    @Inject
    IdempotencyService keys;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds sweeping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sweeping = new Rounds(scheduler, this::sweep, Duration.ZERO, Duration.ofHours(1));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweeping != null) {
            sweeping.end();
        }
    }

    /** What escaped from here would end the schedule, and with a database that is away for a moment all sweeping. */
    private void sweep() {
        try {
            keys.forgetOld();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Old idempotency keys are still there; the next try is in an hour", e);
        }
    }
}
