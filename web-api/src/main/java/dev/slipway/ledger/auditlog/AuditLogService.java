package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.AuditRecord.UnreadableException;
import dev.slipway.ledger.auditlog.LogBatch.Entry;
import dev.slipway.ledger.deployment.ObservationService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.worker.ThisWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in what this worker's audit log shows: the records, what follows from them and how far it was read, all or nothing. */
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
    ThisWorker worker;

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
        /** Everything was read. */
        END
    }

    /** Up to when this worker's log was read, without a rest; long ago where it never was. */
    public Instant readAt() {
        return logs.find(worker.name()).map(LogPosition::readAt).orElse(Instant.EPOCH);
    }

    /**
     * Reads on, by some lines.
     *
     * @param isPatient whether to wait with records that the server's configuration may not agree with yet
     */
    Progress read(LogFollower follower, int lines, boolean isPatient) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, lines);
        Account account = new Account(position);
        batch.entries().forEach(account::add);
        if (!account.records.isEmpty()) {
            Optional<Witness.Testimony> testimony = witness.ask(account.records, position.recordAt(), isPatient);
            if (testimony.isEmpty()) {
                return Progress.UNSETTLED;
            }
            testimony.get().observations().forEach(observations::observe);
        }
        account.alarms.forEach(alarms::fire);
        account.close(now);
        account.gaps.forEach(this::report);
        position.moveTo(batch.place(), account.lastAt);
        if (batch.isAtEnd()) {
            position.reachEnd(now);
        }
        return batch.isAtEnd() ? Progress.END : Progress.MORE;
    }

    /** Goes past a line that could not be taken in again and again, and says so. */
    void skip(LogFollower follower) {
        Instant now = clock.instant();
        LogPosition position = logs.lock(worker.name());
        LogBatch batch = read(follower, position, 1);
        report(gap(position.recordAt().orElse(null), now, "A record was refused by the database."));
        position.moveTo(batch.place(), position.recordAt().orElse(null));
    }

    private static LogBatch read(LogFollower follower, LogPosition position, int lines) {
        try {
            return follower.read(position.place().orElse(null), position.readAt(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LogGap gap(@Nullable Instant from, Instant until, String detail) {
        Instant begin = from == null || from.isAfter(until) ? null : from;
        return new LogGap(worker.name(), begin, until, detail, clock.instant());
    }

    private void report(LogGap gap) {
        logs.add(gap);
        changed.fire(new Changed(Changed.Kind.WORKER, gap.id(), null, worker.environment()));
    }

    /** A batch, told apart into records and gaps. */
    private class Account {
        private final List<AuditRecord> records = new ArrayList<>();
        private final List<LogGap> gaps = new ArrayList<>();
        private final List<BreakGlassUsed> alarms = new ArrayList<>();
        private @Nullable Instant lastAt;

        /** Up to when nothing is missing. */
        private @Nullable Instant knownUntil;

        private @Nullable String loss;

        Account(LogPosition position) {
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

        /** What is still lost at the end of the batch is lost up to now. */
        void close(Instant now) {
            if (loss != null) {
                gaps.add(gap(knownUntil, now, loss));
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
            close(read.at());
            lastAt = read.at();
            knownUntil = read.at();
            if (!read.actions().isEmpty()) {
                records.add(read);
            }
            if (read.isBreakGlass()) {
                alarms.add(new BreakGlassUsed(read.at(), read.actions().keySet()));
            }
        }

        /** Losses one after the other are one gap. */
        private void lose(String detail) {
            loss = loss == null ? detail : loss;
        }
    }
}
