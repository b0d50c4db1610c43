package dev.slipway.ledger.drift.watch;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.drift.DriftService;
import dev.slipway.ledger.drift.Finding;
import dev.slipway.ledger.platform.background.Throttle;
import dev.slipway.ledger.worker.WorkerService;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import dev.slipway.ledger.worker.disk.InventoryReader;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is on one worker, stores it, and compares it with the ledger.
 *
 * <p>A difference counts after a grace period ({@code SLIPWAY_DRIFT_GRACE}), so that a pipeline may deploy first and
 * record the release after; and, if an unread audit record may explain it, not before that was read.
 */
class WatchedWorker {
    private static final System.Logger LOG = System.getLogger(WatchedWorker.class.getName());

    private final WorkerFiles worker;
    private final PendingFindings pending;
    private final Clock clock;
    private final InventoryReader inventoryReader;
    private final AuditLogService log;
    private final WorkerService workers;
    private final DriftService drifts;
    private final Throttle throttle = new Throttle();

    /** The state last written to the database. */
    private @Nullable List<Content> reported;

    private boolean isFailing;

    WatchedWorker(
            WorkerFiles worker,
            PendingFindings pending,
            Clock clock,
            InventoryReader inventoryReader,
            AuditLogService log,
            WorkerService workers,
            DriftService drifts) {
        this.worker = worker;
        this.pending = pending;
        this.clock = clock;
        this.inventoryReader = inventoryReader;
        this.log = log;
        this.workers = workers;
        this.drifts = drifts;
    }

    /**
     * Errors of this worker stay here, so that they do not stop the others. A foreign worker can make the check slow,
     * so it is throttled.
     */
    void check() {
        if (worker.isForeign()) {
            throttle.run(this::compare);
        } else {
            compare();
        }
    }

    private void compare() {
        try {
            Instant readAt = log.readAt(worker.name());
            Inventory inventory = inventoryReader.read(worker);
            workers.seen(worker, inventory, !inventory.contents().equals(reported));
            reported = inventory.contents();
            List<Finding> found = drifts.compare(worker, inventory);
            drifts.reconcile(worker, inventory, found, pending.due(found, clock.instant(), readAt));
            isFailing = false;
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Warns once, not every two seconds. */
    private void fail(RuntimeException cause) {
        Level level = isFailing ? Level.DEBUG : Level.WARNING;
        if (worker.isForeign()) {
            LOG.log(level, "{0} could not be compared with the ledger: {1}", worker.name(), cause);
        } else {
            LOG.log(level, "This worker could not be compared with the ledger", cause);
        }
        isFailing = true;
    }
}
