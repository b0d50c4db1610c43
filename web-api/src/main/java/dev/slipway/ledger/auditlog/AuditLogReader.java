package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.file.LogFile;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.auditlog.file.PermanentError;
import dev.slipway.ledger.platform.background.ScheduledJobListener;
import dev.slipway.ledger.worker.ThisWorker;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Polls this worker's audit log twice a second. Reads it when it has changed, and every few seconds to record that it
 * has not.
 */
@WebListener
public class AuditLogReader extends ScheduledJobListener {
    private static final System.Logger LOG = System.getLogger(AuditLogReader.class.getName());
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 6;
    private static final int LINES = 200;
    private static final int TRIES = 5;
    private static final Duration NOTE_AFTER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    AuditLogService log;

    @Inject
    ThisWorker server;

    @Inject
    Clock clock;

    @SuppressWarnings("NullAway.Init") // made when the ledger starts
    private WorkerFiles worker;

    private final DiskWatch disk = new DiskWatch();
    private List<LogFile> seen = List.of();
    private Instant notedAt = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private @Nullable Instant waitingSince;
    private int failures;

    @Override
    protected void schedule() {
        worker = server.files();
        LogFollower follower = new LogFollower(worker.data(), "audit-log.log");
        every(LOOK, "The audit log could not be polled", () -> look(follower));
    }

    /** A failed commit throws an undeclared exception, so everything is caught: pause, then retry. */
    private void look(LogFollower follower) {
        try {
            Instant now = clock.instant();
            disk.look(worker.data().usableBytes(), now);
            if (now.isBefore(pausedUntil)) {
                return;
            }
            disk.report(now, (from, until) -> log.loseOnFullDisk(worker, from, until));
            List<LogFile> state = follower.state();
            if (!isOver() && (!state.equals(seen) || notedAt.plus(NOTE_AFTER).isBefore(now))) {
                if (read(follower, now)) {
                    seen = state;
                    notedAt = now;
                }
                failures = 0;
            }
        } catch (Exception e) {
            fail(follower, e);
        }
    }

    /** Reads to the end; false if it had to stop before. */
    private boolean read(LogFollower follower, Instant now) {
        // One line at a time after a failure, to isolate the record that causes it.
        int lines = failures == 0 ? LINES : 1;
        boolean mayWait = waitingSince == null || waitingSince.plus(PATIENCE).isAfter(now);
        AuditLogService.Progress progress;
        do {
            progress = log.read(worker, follower, lines, mayWait).progress();
        } while ((progress == AuditLogService.Progress.MORE || progress == AuditLogService.Progress.GAP) && !isOver());
        if (progress == AuditLogService.Progress.PENDING) {
            waitingSince = waitingSince == null ? now : waitingSince;
        } else {
            waitingSince = null;
        }
        return progress == AuditLogService.Progress.END;
    }

    private void fail(LogFollower follower, Exception cause) {
        failures++;
        Duration pause = LOOK.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        pausedUntil = clock.instant().plus(pause);
        LOG.log(Level.WARNING, "The audit log could not be read; retrying in " + pause.toSeconds() + " s", cause);
        if (failures >= TRIES && PermanentError.isCauseOf(cause)) {
            try {
                log.skip(worker, follower);
            } catch (Exception e) {
                LOG.log(Level.WARNING, "The record could not be skipped either", e);
            }
        }
    }
}
