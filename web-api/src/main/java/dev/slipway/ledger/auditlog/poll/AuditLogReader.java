package dev.slipway.ledger.auditlog.poll;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.platform.background.SteadyClock;
import dev.slipway.ledger.worker.lease.ThisWorker;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;

/** Polls this worker's audit log twice a second. */
@WebListener
public class AuditLogReader extends ScheduledJobListener {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    @Inject
    AuditLogService log;

    @Inject
    ThisWorker server;

    @Inject
    Clock clock;

    @Override
    protected void schedule() {
        LogPoller poller = new LogPoller(server.files(), log, clock, new SteadyClock(), this::isOver);
        every(INTERVAL, "The audit log could not be polled", () -> {
            poller.checkDisk();
            poller.poll();
        });
    }
}
