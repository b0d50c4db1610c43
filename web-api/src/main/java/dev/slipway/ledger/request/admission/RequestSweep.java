package dev.slipway.ledger.request.admission;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.request.DeploymentRequestRepository;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Re-evaluates the open requests every few seconds, since the start and end of a freeze cause no event. Runs on every
 * worker; the database serializes decisions.
 */
@WebListener
public class RequestSweep extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(RequestSweep.class.getName());
    private static final String FAILURE = "Open deployment requests could not be re-evaluated";
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final int REQUESTS_AT_ONCE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    ReconsiderationService service;

    @Inject
    DeploymentRequestRepository requests;

    private UUID reached = FIRST;

    @Override
    protected void schedule() {
        every(SWEEP, FAILURE, this::sweep);
    }

    /** Processes one batch of the open requests per round. */
    private void sweep() {
        List<UUID> open = requests.open(reached, REQUESTS_AT_ONCE);
        reached = open.size() < REQUESTS_AT_ONCE ? FIRST : open.get(open.size() - 1);
        open.forEach(this::reconsider);
    }

    /** A failing request must not block the others. */
    private void reconsider(UUID request) {
        try {
            service.reconsider(request);
        } catch (Exception e) {
            LOG.log(Level.WARNING, FAILURE, e);
        }
    }
}
