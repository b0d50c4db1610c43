package dev.slipway.ledger.drift;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds at what is on this worker, tells the ledger, and compares.
 *
 * <p>A difference counts when it has lasted for a while ({@code SLIPWAY_DRIFT_GRACE}): a pipeline that deploys first and
 * then records the release raises no alarm.
 */
@WebListener
public class DriftWatch implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(DriftWatch.class.getName());
    private static final int LOOK_SECONDS = 2;

    @Inject
    DriftService drifts;

    @Inject
    WorkerService workers;

    @Inject
    Surveyor surveyor;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "slipway.drift.grace", defaultValue = "PT15S")
    Duration grace;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Map<Finding.Key, Instant> since = new HashMap<>();
    private @Nullable Future<?> looking;
    private volatile boolean isStopped;
    private boolean isFailing;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        looking = scheduler.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        isStopped = true;
        if (looking != null) {
            looking.cancel(false);
        }
    }

    /** What escaped from here would end the schedule. */
    private void look() {
        if (isStopped) {
            return;
        }
        try {
            Survey survey = surveyor.survey();
            workers.seen(survey);
            List<Finding> found = drifts.compare(survey);
            drifts.settle(survey, found, lasting(found));
            isFailing = false;
        } catch (RuntimeException e) {
            // Said once, and not every two seconds.
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "What runs here could not be compared with the ledger", e);
            isFailing = true;
        }
    }

    private List<Finding> lasting(List<Finding> found) {
        Instant now = clock.instant();
        since.keySet().retainAll(found.stream().map(Finding::key).collect(Collectors.toSet()));
        return found.stream()
                .filter(finding -> !since.computeIfAbsent(finding.key(), key -> now)
                        .plus(grace)
                        .isAfter(now))
                .toList();
    }
}
