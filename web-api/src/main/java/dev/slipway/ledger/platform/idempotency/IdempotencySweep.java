package dev.slipway.ledger.platform.idempotency;

import dev.slipway.ledger.platform.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Forgets old keys every hour; on every worker, which does no harm. */
@WebListener
public class IdempotencySweep implements ServletContextListener {

    @Inject
    IdempotencyService keys;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds sweeping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sweeping = new Rounds(
                scheduler, "Old idempotency keys are still there", keys::forgetOld, Duration.ZERO, Duration.ofHours(1));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweeping != null) {
            sweeping.end();
        }
    }
}
