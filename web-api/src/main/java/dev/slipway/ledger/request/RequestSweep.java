package dev.slipway.ledger.request;

import dev.slipway.ledger.background.Rounds;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks after what is open: every few seconds what the gate says of each request, since the beginning and the end of a freeze tell nobody. On every worker, which does no harm: the database lets one at a time decide.
 */
@WebListener
public class RequestSweep implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(RequestSweep.class.getName());
    private static final String FAILURE = "What waits could not be looked after";
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final int REQUESTS_AT_ONCE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    DeploymentRequestService service;

    @Inject
    DeploymentRequestRepository requests;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private @Nullable Rounds sweeping;
    private UUID reached = FIRST;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        sweeping = new Rounds(scheduler, FAILURE, this::sweep, SWEEP, SWEEP);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (sweeping != null) {
            sweeping.end();
        }
    }

    /** One portion of the open ones; the next portion is the next round's. */
    private void sweep() {
        List<UUID> open = requests.open(reached, REQUESTS_AT_ONCE);
        reached = open.size() < REQUESTS_AT_ONCE ? FIRST : open.get(open.size() - 1);
        open.forEach(this::reconsider);
    }

    /** One that fails, by whatever exception of a commit, keeps no other waiting. */
    private void reconsider(UUID request) {
        try {
            service.reconsider(request);
        } catch (Exception e) {
            LOG.log(Level.WARNING, FAILURE, e);
        }
    }
}
