package dev.slipway.ledger.auditlog.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches how much room there is on the disk of an audit log. WildFly executes an operation whose record it cannot
 * write, and drops the record without a trace in the log (wildfly-core, {@code AuditLogHandler.writeLogItem}).
 */
final class DiskWatch {
    /** In bytes: more than a record takes, so that none is lost while this much is free. */
    static final long ROOM = 64 << 10;

    /** Space comes and goes on a full disk: this long without a full disk ends a loss. */
    private static final Duration CALM = Duration.ofSeconds(10);

    private @Nullable Instant roomAt;
    private @Nullable Instant from;
    private @Nullable Instant until;

    /**
     * Takes notice of the room on the disk.
     *
     * @param usable in bytes
     */
    void update(long usable, Instant now) {
        if (usable >= ROOM) {
            until = until == null ? now : until;
            roomAt = now;
        } else {
            from = from != null ? from : roomAt != null ? roomAt : now;
            until = null;
        }
    }

    /**
     * Reports the two checks between which records may have been lost, once the loss is over; again if the consumer
     * throws an exception.
     */
    void report(Instant now, BiConsumer<Instant, Instant> loss) {
        if (from != null && until != null && !until.plus(CALM).isAfter(now)) {
            loss.accept(from, until);
            from = null;
        }
    }
}
