package dev.slipway.ledger.auditlog.poll;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.platform.background.SteadyClock;
import dev.slipway.ledger.platform.background.Throttle;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import dev.slipway.ledger.worker.lease.GroupWorkerLease;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Polls the audit logs of the server groups' workers twice a second, if this ledger worker is the one that reads them.
 */
@WebListener
public class GroupLogReader extends ScheduledJobListener {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    @Inject
    AuditLogService log;

    @Inject
    GroupWorkerLease workers;

    @Inject
    Clock clock;

    private final InstantSource steady = new SteadyClock();
    private final Map<WorkerFiles, Throttled> logs = new HashMap<>();

    private record Throttled(LogPoller poller, Throttle throttle) {}

    @Override
    protected void schedule() {
        every(INTERVAL, "The server groups' workers could not be listed", this::poll);
    }

    @Override
    protected void ended() {
        workers.release();
    }

    private void poll() {
        // First, for without room there is no lease to be had either.
        logs.values().forEach(throttled -> throttled.poller().checkDisk());
        List<WorkerFiles> leased = workers.leasedWorkers().orElse(List.of());
        logs.keySet().retainAll(leased);
        for (WorkerFiles worker : leased) {
            if (isOver()) {
                return;
            }
            Throttled throttled = logs.computeIfAbsent(
                    worker,
                    files -> new Throttled(new LogPoller(files, log, clock, steady, this::isOver), new Throttle()));
            throttled.throttle().run(throttled.poller()::poll);
        }
    }
}
