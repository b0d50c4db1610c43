package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.worker.GroupWorkerLease;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Polls the audit logs of the server groups' workers twice a second, if this ledger worker is the one that reads them.
 */
@WebListener
public class GroupLogReader extends ScheduledJobListener {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Inject
    AuditLogService log;

    @Inject
    GroupWorkerLease workers;

    @Inject
    Clock clock;

    private final Map<WorkerFiles, GroupLog> logs = new HashMap<>();

    @Override
    protected void schedule() {
        every(LOOK, "The server groups' workers could not be listed", this::look);
    }

    @Override
    protected void ended() {
        workers.leave();
    }

    private void look() {
        // First, for without room there is no lease to be had either.
        logs.values().forEach(log -> log.lookAtDisk(clock.instant()));
        List<WorkerFiles> mine = workers.mine().orElse(List.of());
        logs.keySet().retainAll(mine);
        for (WorkerFiles worker : mine) {
            if (isOver()) {
                return;
            }
            logs.computeIfAbsent(worker, files -> new GroupLog(files, log)).look(clock.instant());
        }
    }
}
