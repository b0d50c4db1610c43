package dev.slipway.ledger.drift;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.background.Rounds;
import dev.slipway.ledger.worker.GroupWorkers;
import dev.slipway.ledger.worker.Surveyor;
import dev.slipway.ledger.worker.ThisWorker;
import dev.slipway.ledger.worker.WorkerFiles;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds at what is on this worker, and where it is this one that reads their files, at what is on the
 * server groups' workers.
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
    ThisWorker server;

    @Inject
    GroupWorkers groups;

    @Inject
    Clock clock;

    @Inject
    @ConfigProperty(name = "slipway.drift.grace", defaultValue = "PT15S")
    Duration grace;

    @Resource
    ManagedScheduledExecutorService scheduler;

    /** Of this worker, and of each of a server group. */
    private final Map<WorkerFiles, WatchedWorker> watched = new HashMap<>();

    private final Map<WorkerFiles, WatchedStart> starts = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // made when the ledger starts
    private WorkerFiles own;

    private @Nullable Rounds looking;
    private boolean isFailing;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        own = server.files();
        looking = new Rounds(scheduler, "The workers could not be looked at", this::look, LOOK, LOOK);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (looking != null) {
            looking.end();
        }
        groups.leave();
    }

    /** Without the server groups' workers, this one is looked at all the same. */
    private void look() {
        List<WorkerFiles> workersNow = new ArrayList<>(List.of(own));
        try {
            Optional<List<WorkerFiles>> mine = groups.mine();
            if (mine.isPresent()) {
                forgetRemoved();
            }
            workersNow.addAll(mine.orElse(List.of()));
            isFailing = false;
        } catch (RuntimeException e) {
            // Said once, and not every two seconds.
            LOG.log(isFailing ? Level.DEBUG : Level.WARNING, "The server groups' workers are not known", e);
            isFailing = true;
        }
        watched.keySet().retainAll(workersNow);
        starts.keySet().retainAll(workersNow);
        lookAtStarts(workersNow);
        for (WorkerFiles worker : workersNow) {
            if (looking != null && looking.isOver()) {
                return;
            }
            watched.computeIfAbsent(
                            worker,
                            files -> new WatchedWorker(
                                    files, new Suspicions(grace), clock, surveyor, log, workers, drifts))
                    .look();
        }
    }

    private void lookAtStarts(List<WorkerFiles> workersNow) {
        if (workersNow.size() == 1) {
            return;
        }
        try {
            Map<String, Start> told = drifts.starts();
            for (WorkerFiles worker : workersNow) {
                Start start = told.get(worker.name());
                if (worker.isForeign() && start != null) {
                    starts.computeIfAbsent(worker, files -> new WatchedStart(files, grace, drifts))
                            .look(start);
                }
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "What the server groups' workers were started with is not known", e);
        }
    }

    private void forgetRemoved() {
        List<String> gone = workers.forgetRemoved();
        if (!gone.isEmpty()) {
            drifts.leave(gone);
            log.forget(gone);
        }
    }
}
