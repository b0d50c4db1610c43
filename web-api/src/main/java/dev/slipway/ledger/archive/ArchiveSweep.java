package dev.slipway.ledger.archive;

import dev.slipway.ledger.platform.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes away every hour what is not to be kept; on every worker, which does no harm. */
@WebListener
public class ArchiveSweep implements ServletContextListener {

    @Inject
    ArchiveService archives;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds sweeping;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sweeping = new Rounds(
                scheduler, "Old archives are still there", archives::sweep, Duration.ofMinutes(1), Duration.ofHours(1));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweeping != null) {
            sweeping.end();
        }
    }
}
