package dev.slipway.ledger.drift;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.background.Rounds;
import dev.slipway.ledger.worker.Content;
import dev.slipway.ledger.worker.Survey;
import dev.slipway.ledger.worker.Surveyor;
import dev.slipway.ledger.worker.WorkerService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds at what is on this worker, tells the ledger, and compares.
 *
 * <p>A difference counts when it has lasted for a while ({@code SLIPWAY_DRIFT_GRACE}): a pipeline that deploys first and
 * then records the release raises no alarm; and, if it may come of something that was not read yet in this worker's audit
 * log, not before that was read.
 */
@WebListener
public class DriftWatch implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(DriftWatch.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(2);

    @Inject
    DriftService drifts;

    @Inject
    WorkerService workers;

    @Inject
    Surveyor surveyor;

    @Inject
    AuditLogService log;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "slipway.drift.grace", defaultValue = "PT15S")
    Duration grace;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @SuppressWarnings("NullAway.Init") // made when the ledger starts
    private Suspicions suspicions;

    /** What the database has of this worker. */
    private @Nullable List<Content> told;

    private @Nullable Rounds looking;
    private boolean isFailing;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        suspicions = new Suspicions(grace);
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
            Instant readAt = log.readAt();
            Survey survey = surveyor.survey();
            workers.seen(survey, !survey.contents().equals(told));
            told = survey.contents();
            List<Finding> found = drifts.compare(survey);
            drifts.settle(survey, found, suspicions.lasting(found, clock.instant(), readAt));
            isFailing = false;
        } catch (RuntimeException e) {
            // Said once, and not every two seconds.
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "What runs here could not be compared with the ledger", e);
            isFailing = true;
        }
    }
}
