package dev.slipway.ledger.alert;

import dev.slipway.ledger.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks every few seconds for what somebody should know of; on every worker, of which the database lets one at a time say so. */
@WebListener
public class AlertWatch implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(AlertWatch.class.getName());
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
    private boolean isFailing;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        looking = new Rounds(scheduler, this::look, LOOK, LOOK);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (looking != null) {
            looking.end();
        }
    }

    /** What escaped from here would end the schedule. */
    private void look() {
        try {
            List<Condition> found = new ArrayList<>(alerts.conditions());
            disks.state().flatMap(Disk::condition).ifPresent(found::add);
            alerts.settle(found, patience.lasting(found, clock.instant()));
            isFailing = false;
        } catch (RuntimeException e) {
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "Whether anything is wrong is not known just now", e);
            isFailing = true;
        }
    }
}
