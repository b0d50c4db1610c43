package dev.slipway.ledger.auditlog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a worker's audit log was read. It moves in the transaction that keeps what was read, or not at all. */
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

    /** Where reading goes on; empty where nothing was read yet. */
    Optional<Place> place() {
        return inode == 0 ? Optional.empty() : Optional.of(new Place(inode, lineStart, lineEnd, lineDigest));
    }

    /** When the last record that was read was written; empty where none was. */
    Optional<Instant> recordAt() {
        return Optional.ofNullable(recordAt);
    }

    /** Until when everything was read. */
    Instant readAt() {
        return readAt;
    }

    /** Everything up to this place was read. */
    void moveTo(@Nullable Place place, @Nullable Instant lastRecordAt) {
        if (place != null) {
            inode = place.inode();
            lineStart = place.lineStart();
            lineEnd = place.lineEnd();
            lineDigest = place.lineDigest();
        }
        recordAt = lastRecordAt;
    }

    /** There was nothing more to read at this time. */
    void reachEnd(Instant at) {
        readAt = at;
    }
}
