package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.file.LogFile;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.auditlog.file.PermanentError;
import dev.slipway.ledger.auditlog.file.TokenBucket;
import dev.slipway.ledger.platform.background.Pace;
import dev.slipway.ledger.platform.text.StorableText;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of one worker of a server group. Its user can write anything at any speed, so it is read in short turns
 * with back-off after errors, and each error is reported once.
 */
class GroupLog {
    private static final System.Logger LOG = System.getLogger(GroupLog.class.getName());
    private static final int LINES = 200;
    private static final int SAVED_LINES = 2_000;
    private static final Duration EACH_LINE = Duration.ofMillis(200);
    private static final Duration NOTE_AFTER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 6;
    private static final int TRIES = 5;

    private final WorkerFiles worker;
    private final AuditLogService log;
    private final LogFollower follower;
    private final DiskWatch disk = new DiskWatch();
    private final Pace pace = new Pace();
    private final TokenBucket lines = new TokenBucket(SAVED_LINES, EACH_LINE);
    private List<LogFile> seen = List.of();
    private Instant notedAt = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private Instant lossAt = Instant.EPOCH;
    private @Nullable Instant waitingSince;
    private @Nullable Instant failingSince;
    private int losses;
    private int failures;
    private boolean isReported;

    GroupLog(WorkerFiles worker, AuditLogService log) {
        this.worker = worker;
        this.log = log;
        follower = new LogFollower(worker.data(), "audit-log.log");
    }

    /** Looks whether its worker has room for its records. */
    void lookAtDisk(Instant now) {
        disk.look(worker.data().usableBytes(), now);
    }

    /**
     * Reads on if the log has changed and its pause is over. Errors of this worker stay here, so that they do not stop
     * the others.
     */
    void look(Instant now) {
        if (!now.isBefore(pausedUntil)) {
            pace.run(() -> lookNow(now));
        }
    }

    private void lookNow(Instant now) {
        try {
            disk.report(now, (from, until) -> log.loseOnFullDisk(worker, from, until));
            List<LogFile> state = follower.state();
            if (!state.equals(seen) || notedAt.plus(NOTE_AFTER).isBefore(now)) {
                read(state, now);
            }
            if (failingSince != null && isReported) {
                LOG.log(Level.INFO, "The audit log of {0} is read again", worker.name());
            }
            failures = 0;
            failingSince = null;
            isReported = false;
        } catch (Exception e) {
            fail(e, now);
        }
    }

    private void read(List<LogFile> state, Instant now) {
        // One line at a time after a failure, to isolate the record that causes it.
        int turns = failures == 0 ? 1 : LINES;
        boolean mayWait = waitingSince == null || waitingSince.plus(PATIENCE).isAfter(now);
        AuditLogService.Progress progress = AuditLogService.Progress.MORE;
        while (turns > 0 && progress == AuditLogService.Progress.MORE && lines.available(now) > 0) {
            int most = failures == 0 ? Math.min(LINES, lines.available(now)) : 1;
            AuditLogService.Reading reading = log.read(worker, follower, most, mayWait);
            lines.take(reading.entries(), now);
            progress = reading.progress();
            turns--;
        }
        settle(progress, state, now);
    }

    private void settle(AuditLogService.Progress progress, List<LogFile> state, Instant now) {
        if (progress == AuditLogService.Progress.PENDING) {
            waitingSince = waitingSince == null ? now : waitingSince;
            return;
        }
        waitingSince = null;
        switch (progress) {
            case MORE -> pausedUntil = now.plus(PAUSE);
            case GAP -> {
                losses = lossAt.plus(CALM).isBefore(now) ? 0 : losses + 1;
                lossAt = now;
                pausedUntil = now.plus(backoff(losses));
            }
            default -> {
                seen = state;
                notedAt = now;
            }
        }
    }

    private static Duration backoff(int doublings) {
        return PAUSE.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    }

    private void fail(Exception cause, Instant now) {
        failures++;
        pausedUntil = now.plus(backoff(failures));
        failingSince = failingSince == null ? now : failingSince;
        try {
            if (failures >= TRIES && PermanentError.isCauseOf(cause)) {
                log.skip(worker, follower);
            } else if (!isReported && failingSince.plus(PATIENCE).isBefore(now)) {
                isReported = true;
                LOG.log(Level.WARNING, "The audit log of {0} cannot be read: {1}", worker.name(), reason(cause));
                log.loseUnreadable(worker);
            }
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The failure could not be recorded", e);
        }
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return StorableText.line(cause.toString());
    }
}
