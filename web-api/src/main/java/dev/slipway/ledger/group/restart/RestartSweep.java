package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives up, now and then, the restarts that nobody finished; on every worker, which does no harm. */
@WebListener
public class RestartSweep implements ServletContextListener {
    private static final Duration PAUSE = Duration.ofSeconds(60);

    @Inject
    RestartService restarts;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds sweeping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sweeping = new Rounds(scheduler, "Restarts could not be looked after", restarts::giveUp, PAUSE, PAUSE);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweeping != null) {
            sweeping.end();
        }
    }
}
