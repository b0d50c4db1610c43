package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.auditlog.entry.AuditRecord.UnreadableException;
import dev.slipway.ledger.auditlog.entry.ObservationFactory;
import dev.slipway.ledger.auditlog.entry.Plausibility;
import dev.slipway.ledger.auditlog.file.LogBatch;
import dev.slipway.ledger.auditlog.file.LogBatch.Entry;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.deployment.observation.ObservationService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ingests workers' audit logs: stores the records, the observations made from them and the read position in one
 * transaction.
 */
@ApplicationScoped
@Transactional
public class AuditLogService {

    @Inject
    AuditLogRepository logs;

    @Inject
    ObservationFactory factory;

    @Inject
    ObservationService observations;

    @Inject
    Event<Changed> changed;

    @Inject
    Event<BreakGlassUsed> alarms;

    @Inject
    Clock clock;

    /** The outcome of one read. */
    enum Progress {
        /** There is more to read. */
        MORE,
        /** The server has not yet written the configuration that the last records refer to. */
        PENDING,
        /** Records were lost; there may be more to read. */
        GAP,
        /** Everything was read. */
        END
    }

    /**
     * The result of one read.
     *
     * @param progress the outcome
     * @param entries the number of lines and losses ingested
     */
    record Reading(Progress progress, int entries) {}

    /** When this worker's log was last read to its end; {@link Instant#EPOCH} if never. */
    public Instant readAt(String worker) {
        return logs.find(worker).map(LogPosition::readAt).orElse(Instant.EPOCH);
    }

    /**
     * Reads the next lines.
     *
     * @param worker whose log it is
     * @param mayWait whether to defer records that the server's configuration may not reflect yet
     */
    Reading read(WorkerFiles worker, LogFollower follower, int lines, boolean mayWait) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, lines);
        Intake intake = new Intake(worker, position, now);
        batch.entries().forEach(intake::add);
        if (!intake.records.isEmpty()) {
            Optional<List<Observation>> observed = factory.create(worker, intake.records, position.recordAt(), mayWait);
            if (observed.isEmpty()) {
                return new Reading(Progress.PENDING, 0);
            }
            observed.get().forEach(observations::observe);
        }
        intake.alarms.forEach(alarms::fire);
        intake.close(now);
        intake.gaps.forEach(gap -> report(worker, gap));
        position.moveTo(batch.checkpoint(), intake.lastAt);
        if (batch.isAtEnd()) {
            position.reachEnd(now);
        }
        Progress progress = !intake.gaps.isEmpty() ? Progress.GAP : batch.isAtEnd() ? Progress.END : Progress.MORE;
        return new Reading(progress, batch.entries().size());
    }

    /** Skips a line that repeatedly failed to be ingested, and records the gap. */
    void skip(WorkerFiles worker, LogFollower follower) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, 1);
        report(worker, gap(worker, position.recordAt().orElse(null), now, "A record was refused by the database."));
        position.moveTo(batch.checkpoint(), position.recordAt().orElse(null));
    }

    /** Records a gap for a log that cannot be read: from its last read, if there was one, until now. */
    void lose(WorkerFiles worker, String detail) {
        Instant readAt = readAt(worker.name());
        report(worker, gap(worker, readAt.equals(Instant.EPOCH) ? null : readAt, clock.instant(), detail));
    }

    /** Records a gap for the time in which the worker had no room for its records. */
    void loseOnFullDisk(WorkerFiles worker, Instant from, Instant until) {
        report(worker, gap(worker, from, until, "The disk was full, and WildFly drops records that it cannot write."));
    }

    /** Deletes the read positions of workers that are gone. */
    public void forget(Collection<String> workers) {
        logs.forget(workers);
    }

    private static LogBatch read(LogFollower follower, LogPosition position, int lines) {
        try {
            return follower.read(position.checkpoint().orElse(null), position.readAt(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogGap gap(WorkerFiles worker, @Nullable Instant from, Instant until, String detail) {
        Instant begin = from == null || from.isAfter(until) ? null : from;
        return new LogGap(worker.name(), begin, until, detail, clock.instant());
    }

    private void report(WorkerFiles worker, LogGap gap) {
        logs.add(gap);
        changed.fire(new Changed(Changed.Kind.WORKER, gap.id(), null, worker.environment()));
    }

    /** Sorts a batch into records and gaps. */
    private class Intake {
        private final WorkerFiles worker;
        private final Instant now;
        private final List<AuditRecord> records = new ArrayList<>();
        private final List<LogGap> gaps = new ArrayList<>();
        private final List<BreakGlassUsed> alarms = new ArrayList<>();
        private @Nullable Instant lastAt;

        /** The time up to which no record is missing. */
        private @Nullable Instant knownUntil;

        private @Nullable String loss;

        Intake(WorkerFiles worker, LogPosition position, Instant now) {
            this.worker = worker;
            this.now = now;
            lastAt = position.recordAt().orElse(null);
            boolean isNew = position.checkpoint().isEmpty();
            knownUntil = isNew || (lastAt != null && lastAt.isAfter(position.readAt())) ? lastAt : position.readAt();
        }

        void add(Entry entry) {
            if (entry.isLoss()) {
                lose(entry.text());
                return;
            }
            try {
                take(AuditRecord.parse(entry.text()));
            } catch (UnreadableException e) {
                lose("A record could not be read: " + e.getMessage() + ".");
                AuditRecord.afterTruncated(entry.text()).ifPresent(this::takeAfterTruncated);
            }
        }

        /**
         * A loss still open at the end of the batch lasts until now. A foreign worker gets one gap per batch, or it
         * could create hundreds.
         */
        void close(Instant until) {
            if (loss != null) {
                if (gaps.isEmpty() || !worker.isForeign()) {
                    gaps.add(gap(worker, knownUntil, until, loss));
                }
                loss = null;
            }
        }

        private void takeAfterTruncated(String text) {
            try {
                take(AuditRecord.parse(text));
            } catch (UnreadableException e) {
                lose("A record could not be read: " + e.getMessage() + ".");
            }
        }

        private void take(AuditRecord read) {
            Optional<String> objection =
                    worker.isForeign() ? Plausibility.objection(read, lastAt, now) : Optional.empty();
            if (objection.isPresent()) {
                lose(objection.get());
                return;
            }
            close(read.at());
            lastAt = read.at();
            knownUntil = read.at();
            if (!read.actions().isEmpty()) {
                records.add(read);
            }
            if (read.isBreakGlass()) {
                alarms.add(new BreakGlassUsed(worker, read.at(), read.actions().keySet()));
            }
        }

        /** Consecutive losses are one gap. */
        private void lose(String detail) {
            loss = loss == null ? detail : loss;
        }
    }
}
