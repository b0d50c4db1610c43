package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.file.Checkpoint;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a worker's audit log was read. Updated in the transaction that stores what was read. */
@Entity
class LogPosition {
    @Id
    private String worker;

    private long inode;
    private long lineStart;
    private long lineEnd;
    private String lineDigest;
    private @Nullable Instant recordAt;
    private Instant readAt;

    @SuppressWarnings("NullAway.Init") // for Jakarta Persistence
    protected LogPosition() {}

    /** Where to resume; empty if nothing was read yet. */
    Optional<Checkpoint> checkpoint() {
        return inode == 0 ? Optional.empty() : Optional.of(new Checkpoint(inode, lineStart, lineEnd, lineDigest));
    }

    /** When the last record read was written; empty if there was none. */
    Optional<Instant> recordAt() {
        return Optional.ofNullable(recordAt);
    }

    /** When the log was last read to its end. */
    Instant readAt() {
        return readAt;
    }

    /** The time up to which no record is missing; empty if that is not known. */
    Optional<Instant> knownUntil() {
        boolean isNew = checkpoint().isEmpty();
        return isNew || (recordAt != null && recordAt.isAfter(readAt)) ? recordAt() : Optional.of(readAt);
    }

    /** Records that everything up to this checkpoint was read. */
    void moveTo(@Nullable Checkpoint checkpoint, @Nullable Instant lastRecordAt) {
        if (checkpoint != null) {
            inode = checkpoint.inode();
            lineStart = checkpoint.lineStart();
            lineEnd = checkpoint.lineEnd();
            lineDigest = checkpoint.lineDigest();
        }
        recordAt = lastRecordAt;
    }

    /** Records that the end was reached at this time. */
    void reachEnd(Instant at) {
        readAt = at;
    }
}
