package dev.slipway.ledger.drift.watch;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.drift.DriftService;
import dev.slipway.ledger.drift.StartedConfiguration;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.worker.WorkerService;
import dev.slipway.ledger.worker.disk.InventoryReader;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import dev.slipway.ledger.worker.lease.GroupWorkerLease;
import dev.slipway.ledger.worker.lease.ThisWorker;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Checks every few seconds what runs on this worker, and on the server groups' workers if this ledger worker is the one
 * that reads their files.
 */
@WebListener
public class DriftWatcher extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(DriftWatcher.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @Inject
    DriftService drifts;

    @Inject
    WorkerService workers;

    @Inject
    InventoryReader inventoryReader;

    @Inject
    AuditLogService log;

    @Inject
    ThisWorker server;

    @Inject
    GroupWorkerLease groups;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "slipway.drift.grace", defaultValue = "PT15S")
    Duration grace;

    /** This worker and those of the server groups. */
    private final Map<WorkerFiles, WatchedWorker> watched = new HashMap<>();

    private final Map<WorkerFiles, WatchedConfiguration> starts = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // made when the ledger starts
    private WorkerFiles own;

    private boolean isFailing;

    @Override
    protected void schedule() {
        own = server.files();
        every(INTERVAL, "The check for drift failed", this::check);
    }

    @Override
    protected void ended() {
        groups.release();
    }

    /** If the server groups' workers are unknown, this one is still checked. */
    private void check() {
        List<WorkerFiles> workersNow = new ArrayList<>(List.of(own));
        try {
            Optional<List<WorkerFiles>> leased = groups.leasedWorkers();
            if (leased.isPresent()) {
                drifts.forgetRemoved();
            }
            workersNow.addAll(leased.orElse(List.of()));
            isFailing = false;
        } catch (RuntimeException e) {
            // Warn once, not every two seconds.
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "The server groups' workers could not be listed", e);
            isFailing = true;
        }
        watched.keySet().retainAll(workersNow);
        starts.keySet().retainAll(workersNow);
        checkStarts(workersNow);
        for (WorkerFiles worker : workersNow) {
            if (isOver()) {
                return;
            }
            watched.computeIfAbsent(
                            worker,
                            files -> new WatchedWorker(
                                    files, new PendingFindings(grace), clock, inventoryReader, log, workers, drifts))
                    .check();
        }
    }

    private void checkStarts(List<WorkerFiles> workersNow) {
        if (workersNow.size() == 1) {
            return;
        }
        try {
            Map<String, StartedConfiguration> reported = drifts.starts();
            for (WorkerFiles worker : workersNow) {
                StartedConfiguration start = reported.get(worker.name());
                if (worker.isForeign() && start != null) {
                    starts.computeIfAbsent(worker, files -> new WatchedConfiguration(files, grace, drifts))
                            .check(start);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The start configurations of the server groups' workers could not be read", e);
        }
    }
}
