package dev.slipway.ledger.drift;

import dev.slipway.ledger.worker.WorkerFiles;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Compares what one worker was started with, as the agent heard it, with what it is to be started with.
 *
 * <p>A difference counts when the agent has seen it for four times as long as one in what is deployed ({@code SLIPWAY_DRIFT_GRACE}), with
 * nothing under way meanwhile: the agent asks a few times a minute, and restarts by itself what only waits for a restart.
 */
class WatchedStart {
    private static final System.Logger LOG = System.getLogger(WatchedStart.class.getName());
    private static final int AS_LONG = 4;

    private final WorkerFiles worker;
    private final Suspicions suspicions;
    private final DriftService drifts;
    /** What the database has of it. */
    private @Nullable Start settled;

    private boolean isFailing;

    WatchedStart(WorkerFiles worker, Duration grace, DriftService drifts) {
        this.worker = worker;
        this.suspicions = new Suspicions(grace.multipliedBy(AS_LONG));
        this.drifts = drifts;
    }

    /** Nothing escapes that is of this worker alone. Until the agent has asked again, there is nothing new. */
    void look(Start start) {
        if (start.equals(settled)) {
            return;
        }
        try {
            drifts.settle(worker, start, suspicions.lasting(start.suspicious(), start.askedAt(), start.askedAt()));
            settled = start;
            isFailing = false;
        } catch (RuntimeException e) {
            // Said once, and not every two seconds.
            LOG.log(
                    isFailing ? Level.DEBUG : Level.WARNING,
                    "What {0} was started with could not be compared with the ledger: {1}",
                    worker.name(),
                    e);
            isFailing = true;
        }
    }
}
