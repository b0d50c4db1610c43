package dev.slipway.ledger.drift.watch;

import dev.slipway.ledger.drift.DriftService;
import dev.slipway.ledger.drift.StartedConfiguration;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Compares one worker's start configuration, as the agent reported it, with the desired one.
 *
 * <p>A difference counts after four times {@code SLIPWAY_DRIFT_GRACE} with nothing in progress: the agent polls only a
 * few times a minute, and restarts by itself what only needs a restart.
 */
class WatchedConfiguration {
    private static final System.Logger LOG = System.getLogger(WatchedConfiguration.class.getName());
    private static final int AS_LONG = 4;

    private final WorkerFiles worker;
    private final PendingFindings pending;
    private final DriftService drifts;
    /** The state last written to the database. */
    private @Nullable StartedConfiguration reconciled;

    private boolean isFailing;

    WatchedConfiguration(WorkerFiles worker, Duration grace, DriftService drifts) {
        this.worker = worker;
        this.pending = new PendingFindings(grace.multipliedBy(AS_LONG));
        this.drifts = drifts;
    }

    /** Skips reports that have not changed. Errors of this worker stay here, so that they do not stop the others. */
    void check(StartedConfiguration start) {
        if (start.equals(reconciled)) {
            return;
        }
        try {
            drifts.reconcile(worker, start, pending.due(start.pendingFindings(), start.askedAt(), start.askedAt()));
            reconciled = start;
            isFailing = false;
        } catch (RuntimeException e) {
            // Warn once, not every two seconds.
            LOG.log(
                    isFailing ? Level.DEBUG : Level.WARNING,
                    "The start configuration of {0} could not be compared with the wanted one: {1}",
                    worker.name(),
                    e);
            isFailing = true;
        }
    }
}
