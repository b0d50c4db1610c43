package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.auditlog.entry.AuditRecord.UnreadableException;
import dev.slipway.ledger.auditlog.entry.Plausibility;
import dev.slipway.ledger.auditlog.file.LogBatch.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a batch of an audit log's entries into records and gaps. Consecutive losses are one gap, from the record before
 * them to the one after.
 */
class GapTracker {
    private final boolean isForeign;
    private final Instant now;
    private final List<AuditRecord> records = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private int changes;
    private @Nullable Instant lastAt;
    private @Nullable Instant knownUntil;
    private @Nullable String loss;

    /**
     * Begins with nothing lost.
     *
     * @param position how far the log was read before the batch
     * @param isForeign whether a service's user writes the log, so that its records may be implausible
     */
    GapTracker(LogPosition position, boolean isForeign, Instant now) {
        this.isForeign = isForeign;
        this.now = now;
        lastAt = position.recordAt().orElse(null);
        knownUntil = position.knownUntil().orElse(null);
    }

    void add(Entry entry) {
        if (entry.isLoss()) {
            lose(entry.text());
        } else if (!read(entry.text())) {
            AuditRecord.afterTruncated(entry.text()).ifPresent(this::read);
        }
    }

    /** The records that were readable and plausible, in the log's order. */
    List<AuditRecord> records() {
        return List.copyOf(records);
    }

    /** How many changes of archives the records have; an archive counts with each record that changes it. */
    int changes() {
        return changes;
    }

    /** When the last record was written, in this batch or before it; empty if there was none. */
    Optional<Instant> lastAt() {
        return Optional.ofNullable(lastAt);
    }

    /** The gaps between the records; a loss that no record follows lasts until now. */
    List<Gap> gaps() {
        endLoss(now);
        return List.copyOf(gaps);
    }

    /** False if it is not a record. */
    private boolean read(String line) {
        try {
            accept(AuditRecord.parse(line));
            return true;
        } catch (UnreadableException e) {
            lose("A record could not be read: " + e.getMessage() + ".");
            return false;
        }
    }

    private void accept(AuditRecord parsed) {
        Optional<String> objection = isForeign ? Plausibility.objection(parsed, lastAt, now) : Optional.empty();
        if (objection.isPresent()) {
            lose(objection.get());
            return;
        }
        endLoss(parsed.at());
        lastAt = parsed.at();
        knownUntil = parsed.at();
        records.add(parsed);
        changes += parsed.actions().size();
    }

    private void lose(String detail) {
        loss = loss == null ? detail : loss;
    }

    /** A foreign worker gets one gap per batch, or it could create hundreds. */
    private void endLoss(Instant until) {
        if (loss != null && (gaps.isEmpty() || !isForeign)) {
            gaps.add(new Gap(knownUntil, until, loss));
        }
        loss = null;
    }
}
