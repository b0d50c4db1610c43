package dev.slipway.ledger.auditlog.poll;

import dev.slipway.ledger.auditlog.AuditLogService;
import dev.slipway.ledger.auditlog.AuditLogService.Progress;
import dev.slipway.ledger.auditlog.AuditLogService.Reading;
import dev.slipway.ledger.auditlog.file.LogFile;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.auditlog.file.PermanentError;
import dev.slipway.ledger.auditlog.file.TokenBucket;
import dev.slipway.ledger.platform.text.StorableText;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Polls the audit log of one worker: reads it when it has changed, and every few seconds to record that it has not.
 * Failures stay here, so that they do not stop the reading of other logs: it pauses, and a record that the database
 * refuses again and again is skipped.
 */
class LogPoller {
    private static final System.Logger LOG = System.getLogger(LogPoller.class.getName());
    private static final int SAVED_LINES = 2_000;
    private static final Duration EACH_LINE = Duration.ofMillis(200);
    private static final int TRIES = 5;
    private static final Duration NOTE_AFTER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofMinutes(10);

    private final WorkerFiles worker;
    private final AuditLogService log;
    private final Clock clock;
    private final InstantSource steady;
    private final BooleanSupplier isOver;
    private final LogPolicy policy;
    private final LogFollower follower;
    private final DiskWatch disk = new DiskWatch();
    private final TokenBucket allowance = new TokenBucket(SAVED_LINES, EACH_LINE);
    private List<LogFile> seen = List.of();
    private Instant notedAt = Instant.EPOCH;
    private Instant pausedUntil = Instant.EPOCH;
    private Instant lossAt = Instant.EPOCH;
    private @Nullable Instant waitingSince;
    private @Nullable Instant failingSince;
    private int losses;
    private int failures;
    private boolean isReported;

    /**
     * Begins with its first poll.
     *
     * @param steady for its pauses: the other one may be set back
     * @param isOver whether the ledger is stopping, so that a long read ends early
     */
    LogPoller(WorkerFiles worker, AuditLogService log, Clock clock, InstantSource steady, BooleanSupplier isOver) {
        this.worker = worker;
        this.log = log;
        this.clock = clock;
        this.steady = steady;
        this.isOver = isOver;
        policy = LogPolicy.of(worker);
        follower = new LogFollower(worker.data(), "audit-log.log");
    }

    /** Checks whether the worker has room for its records. */
    void checkDisk() {
        disk.update(worker.data().usableBytes(), clock.instant());
    }

    /** Reads on if the log has changed and no pause is under way. */
    void poll() {
        Instant now = steady.instant();
        if (now.isBefore(pausedUntil)) {
            return;
        }
        // A failed commit throws an undeclared exception, so everything is caught.
        try {
            disk.report(clock.instant(), (from, until) -> log.loseOnFullDisk(worker, from, until));
            List<LogFile> state = follower.state();
            if (!state.equals(seen) || notedAt.plus(NOTE_AFTER).isBefore(now)) {
                read(state, now);
            }
            recover();
        } catch (Exception e) {
            fail(e);
        }
    }

    private void read(List<LogFile> state, Instant now) {
        boolean mayWait = waitingSince == null || waitingSince.plus(PATIENCE).isAfter(now);
        Progress progress = Progress.MORE;
        int most = lines(now);
        for (int turns = policy.turns(failures); turns > 0 && most > 0 && !isOver.getAsBoolean(); turns--) {
            Reading reading = log.read(worker, follower, most, mayWait);
            allowance.take(reading.cost(), now);
            progress = reading.progress();
            if (progress != Progress.MORE && (progress != Progress.GAP || policy.isBounded())) {
                break;
            }
            most = lines(now);
        }
        applyProgress(progress, state, now);
    }

    private int lines(Instant now) {
        int most = policy.lines(failures);
        return policy.isBounded() ? Math.min(most, allowance.available(now)) : most;
    }

    private void applyProgress(Progress progress, List<LogFile> state, Instant now) {
        if (progress == Progress.PENDING) {
            waitingSince = waitingSince == null ? now : waitingSince;
            return;
        }
        waitingSince = null;
        switch (progress) {
            case MORE -> pausedUntil = now.plus(policy.pause());
            case GAP -> {
                losses = lossAt.plus(CALM).isBefore(now) ? 0 : losses + 1;
                lossAt = now;
                pausedUntil = now.plus(policy.pauseAfter(losses));
            }
            default -> {
                seen = state;
                notedAt = now;
            }
        }
    }

    private void recover() {
        if (isReported) {
            LOG.log(Level.INFO, "The audit log of {0} is read again", worker.name());
        }
        failures = 0;
        failingSince = null;
        isReported = false;
    }

    private void fail(Exception cause) {
        Instant now = steady.instant();
        failures++;
        Duration pause = policy.pauseAfter(failures);
        pausedUntil = now.plus(pause);
        Instant since = failingSince == null ? now : failingSince;
        failingSince = since;
        if (!policy.isBounded()) {
            LOG.log(Level.WARNING, "The audit log could not be read; retrying in " + pause.toSeconds() + " s", cause);
        }
        try {
            if (failures >= TRIES && PermanentError.isCauseOf(cause)) {
                log.skip(worker, follower);
            } else if (policy.isBounded() && !isReported && since.plus(PATIENCE).isBefore(now)) {
                isReported = true;
                LOG.log(Level.WARNING, "The audit log of {0} cannot be read: {1}", worker.name(), reason(cause));
                log.loseUnreadable(worker);
            }
        } catch (Exception e) {
            LOG.log(policy.isBounded() ? Level.DEBUG : Level.WARNING, "The failure could not be recorded", e);
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
