package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.auditlog.entry.LaterRecords;
import dev.slipway.ledger.auditlog.entry.ObservationFactory;
import dev.slipway.ledger.auditlog.file.LogBatch;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.deployment.observation.Observation;
import dev.slipway.ledger.deployment.observation.ObservationService;
import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
    EventService events;

    @Inject
    Event<Changed> changed;

    @Inject
    Event<BreakGlassUsed> alarms;

    @Inject
    Clock clock;

    /** The outcome of one read. */
    public enum Progress {
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
     * @param cost the number of lines and losses ingested; a line that changes several archives counts once for each
     */
    public record Reading(Progress progress, int cost) {}

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
    public Reading read(WorkerFiles worker, LogFollower follower, int lines, boolean mayWait) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogReading reading = LogReading.of(worker, follower, position, lines, now);
        LogBatch batch = reading.batch();
        GapTracker tracker = reading.tracker();
        List<AuditRecord> changes = tracker.records().stream()
                .filter(record -> !record.actions().isEmpty())
                .toList();
        if (!changes.isEmpty()) {
            LaterRecords later = reading.later(worker, follower, position, now);
            Optional<List<Observation>> observed = factory.create(worker, changes, later, position.recordAt(), mayWait);
            if (observed.isEmpty()) {
                return new Reading(Progress.PENDING, 0);
            }
            observed.get().forEach(observations::observe);
        }
        tracker.records().stream().filter(AuditRecord::isBreakGlass).forEach(record -> recordUse(worker, record));
        List<Gap> gaps = tracker.gaps();
        gaps.forEach(gap -> report(worker, gap));
        position.moveTo(batch.checkpoint(), tracker.lastAt().orElse(null));
        if (batch.isAtEnd()) {
            position.reachEnd(now);
        }
        Progress progress = !gaps.isEmpty() ? Progress.GAP : batch.isAtEnd() ? Progress.END : Progress.MORE;
        return new Reading(progress, reading.cost());
    }

    /** Skips a line that repeatedly failed to be ingested, and records the gap. */
    public void skip(WorkerFiles worker, LogFollower follower) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogReading reading = LogReading.of(worker, follower, position, 1, now);
        report(worker, Gap.ofRefusedRecord(position.recordAt().orElse(null), now));
        position.moveTo(reading.batch().checkpoint(), position.recordAt().orElse(null));
    }

    /** Records a gap for a log that cannot be read: from its last read, if there was one, until now. */
    public void loseUnreadable(WorkerFiles worker) {
        Instant readAt = readAt(worker.name());
        report(worker, Gap.ofUnreadableLog(readAt.equals(Instant.EPOCH) ? null : readAt, clock.instant()));
    }

    /** Records a gap for the time in which the worker had no room for its records. */
    public void loseOnFullDisk(WorkerFiles worker, Instant from, Instant until) {
        report(worker, Gap.ofFullDisk(from, until));
    }

    /**
     * Deletes the read positions of workers that are gone with their files. A worker whose files remain may return: its
     * log is then read on from its position.
     */
    public void forget(Collection<String> workers) {
        logs.forget(workers);
    }

    /** Puts a use of the break-glass management user on record, whether or not it raises a drift; once, however often it is read. */
    private void recordUse(WorkerFiles worker, AuditRecord use) {
        if (events.append(BreakGlassEvent.of(worker.name(), use)).isPresent()) {
            alarms.fire(new BreakGlassUsed(worker, use.at(), use.archives()));
        }
    }

    private void report(WorkerFiles worker, Gap gap) {
        LogGap detected = new LogGap(worker.name(), gap, clock.instant());
        logs.add(detected);
        changed.fire(Changed.ofEnvironment(Changed.Kind.WORKER, detected.id(), worker.environment()));
    }
}
