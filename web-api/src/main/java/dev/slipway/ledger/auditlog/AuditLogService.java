package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.AuditRecord.UnreadableException;
import dev.slipway.ledger.auditlog.LogBatch.Entry;
import dev.slipway.ledger.deployment.ObservationService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.worker.WorkerFiles;
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

/** Takes in what workers' audit logs show: the records, what follows from them and how far it was read, all or nothing. */
@ApplicationScoped
@Transactional
public class AuditLogService {

    @Inject
    AuditLogRepository logs;

    @Inject
    Witness witness;

    @Inject
    ObservationService observations;

    @Inject
    Event<Changed> changed;

    @Inject
    Event<BreakGlassUsed> alarms;

    @Inject
    Clock clock;

    /** How reading went. */
    enum Progress {
        /** There is more to read. */
        MORE,
        /** The server is just writing what is needed to understand the last records. */
        UNSETTLED,
        /** Something was lost; there may be more to read. */
        GAP,
        /** Everything was read. */
        END
    }

    /**
     * What was read in one go.
     *
     * @param progress how it went
     * @param entries how many lines, and losses, were taken in
     */
    record Reading(Progress progress, int entries) {}

    /** Up to when this worker's log was read, without a rest; long ago where it never was. */
    public Instant readAt(String worker) {
        return logs.find(worker).map(LogPosition::readAt).orElse(Instant.EPOCH);
    }

    /**
     * Reads on, by some lines.
     *
     * @param worker whose log it is
     * @param isPatient whether to wait with records that the server's configuration may not agree with yet
     */
    Reading read(WorkerFiles worker, LogFollower follower, int lines, boolean isPatient) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, lines);
        Account account = new Account(worker, position, now);
        batch.entries().forEach(account::add);
        if (!account.records.isEmpty()) {
            Optional<Witness.Testimony> testimony =
                    witness.ask(worker, account.records, position.recordAt(), isPatient);
            if (testimony.isEmpty()) {
                return new Reading(Progress.UNSETTLED, 0);
            }
            testimony.get().observations().forEach(observations::observe);
        }
        account.alarms.forEach(alarms::fire);
        account.close(now);
        account.gaps.forEach(gap -> report(worker, gap));
        position.moveTo(batch.place(), account.lastAt);
        if (batch.isAtEnd()) {
            position.reachEnd(now);
        }
        Progress progress = !account.gaps.isEmpty() ? Progress.GAP : batch.isAtEnd() ? Progress.END : Progress.MORE;
        return new Reading(progress, batch.entries().size());
    }

    /** Goes past a line that could not be taken in again and again, and says so. */
    void skip(WorkerFiles worker, LogFollower follower) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, 1);
        report(worker, gap(worker, position.recordAt().orElse(null), now, "A record was refused by the database."));
        position.moveTo(batch.place(), position.recordAt().orElse(null));
    }

    /** Says that a worker's log cannot be read, nobody knows since when: since it was read last, if it ever was. */
    void lose(WorkerFiles worker, String detail) {
        Instant readAt = readAt(worker.name());
        report(worker, gap(worker, readAt.equals(Instant.EPOCH) ? null : readAt, clock.instant(), detail));
    }

    /** Forgets how far the logs of these were read, which are gone. */
    public void forget(Collection<String> workers) {
        logs.forget(workers);
    }

    private static LogBatch read(LogFollower follower, LogPosition position, int lines) {
        try {
            return follower.read(position.place().orElse(null), position.readAt(), lines);
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

    /** A batch, told apart into records and gaps. */
    private class Account {
        private final WorkerFiles worker;
        private final Instant now;
        private final List<AuditRecord> records = new ArrayList<>();
        private final List<LogGap> gaps = new ArrayList<>();
        private final List<BreakGlassUsed> alarms = new ArrayList<>();
        private @Nullable Instant lastAt;

        /** Up to when nothing is missing. */
        private @Nullable Instant knownUntil;

        private @Nullable String loss;

        Account(WorkerFiles worker, LogPosition position, Instant now) {
            this.worker = worker;
            this.now = now;
            lastAt = position.recordAt().orElse(null);
            boolean isNew = position.place().isEmpty();
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
                AuditRecord.behindTornOne(entry.text()).ifPresent(this::takeBehindTornOne);
            }
        }

        /** What is still lost at the end of the batch is lost up to now. Who writes the log makes one gap of a batch, not hundreds. */
        void close(Instant until) {
            if (loss != null) {
                if (gaps.isEmpty() || !worker.isForeign()) {
                    gaps.add(gap(worker, knownUntil, until, loss));
                }
                loss = null;
            }
        }

        private void takeBehindTornOne(String text) {
            try {
                take(AuditRecord.parse(text));
            } catch (UnreadableException e) {
                lose("A record could not be read: " + e.getMessage() + ".");
            }
        }

        private void take(AuditRecord read) {
            Optional<String> doubt = worker.isForeign() ? Doubt.of(read, lastAt, now) : Optional.empty();
            if (doubt.isPresent()) {
                lose(doubt.get());
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

        /** Losses one after the other are one gap. */
        private void lose(String detail) {
            loss = loss == null ? detail : loss;
        }
    }
}
