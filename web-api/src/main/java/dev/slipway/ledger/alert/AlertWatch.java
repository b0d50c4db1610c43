package dev.slipway.ledger.alert;

import dev.slipway.ledger.platform.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks every few seconds for what somebody should know of; on every worker, of which the database lets one at a time say so. */
@WebListener
public class AlertWatch implements ServletContextListener {
    private static final Duration LOOK = Duration.ofSeconds(10);

    @Inject
    AlertService alerts;

    @Inject
    Disks disks;

    @Inject
    Clock clock;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Patience patience = new Patience();
    private @Nullable Rounds looking;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        looking = new Rounds(scheduler, "Whether anything is wrong is not known just now", this::look, LOOK, LOOK);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (looking != null) {
            looking.end();
        }
    }

    private void look() {
        List<Condition> found = new ArrayList<>(alerts.conditions());
        disks.state().flatMap(Disk::condition).ifPresent(found::add);
        alerts.settle(found, patience.lasting(found, clock.instant()));
    }
}
