package dev.slipway.ledger.drift;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.background.Pace;
import dev.slipway.ledger.worker.Content;
import dev.slipway.ledger.worker.Survey;
import dev.slipway.ledger.worker.Surveyor;
import dev.slipway.ledger.worker.WorkerFiles;
import dev.slipway.ledger.worker.WorkerService;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what is on one worker, tells the ledger, and compares.
 *
 * <p>A difference counts when it has lasted for a while ({@code SLIPWAY_DRIFT_GRACE}): a pipeline that deploys first and
 * then records the release raises no alarm; and, if it may come of something that was not read yet in the worker's audit
 * log, not before that was read.
 */
class WatchedWorker {
    private static final System.Logger LOG = System.getLogger(WatchedWorker.class.getName());

    private final WorkerFiles worker;
    private final Suspicions suspicions;
    private final Clock clock;
    private final Surveyor surveyor;
    private final AuditLogService log;
    private final WorkerService workers;
    private final DriftService drifts;
    private final Pace pace = new Pace();

    /** What the database has of this worker. */
    private @Nullable List<Content> told;

    private boolean isFailing;

    WatchedWorker(
            WorkerFiles worker,
            Suspicions suspicions,
            Clock clock,
            Surveyor surveyor,
            AuditLogService log,
            WorkerService workers,
            DriftService drifts) {
        this.worker = worker;
        this.suspicions = suspicions;
        this.clock = clock;
        this.surveyor = surveyor;
        this.log = log;
        this.workers = workers;
        this.drifts = drifts;
    }

    /** Nothing escapes that is of this worker alone. Another user's server may make it long: then others come first. */
    void look() {
        if (worker.isForeign()) {
            pace.run(this::compare);
        } else {
            compare();
        }
    }

    private void compare() {
        try {
            Instant readAt = log.readAt(worker.name());
            Survey survey = surveyor.survey(worker);
            workers.seen(worker, survey, !survey.contents().equals(told));
            told = survey.contents();
            List<Finding> found = drifts.compare(worker, survey);
            drifts.settle(worker, survey, found, suspicions.lasting(found, clock.instant(), readAt));
            isFailing = false;
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Said once, and not every two seconds. */
    private void fail(RuntimeException cause) {
        Level level = isFailing ? Level.DEBUG : Level.WARNING;
        if (worker.isForeign()) {
            LOG.log(level, "What runs on {0} could not be compared with the ledger: {1}", worker.name(), cause);
        } else {
            LOG.log(level, "What runs here could not be compared with the ledger", cause);
        }
        isFailing = true;
    }
}
