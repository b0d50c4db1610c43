package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.auditlog.entry.LaterRecords;
import dev.slipway.ledger.auditlog.file.Checkpoint;
import dev.slipway.ledger.auditlog.file.LogBatch;
import dev.slipway.ledger.auditlog.file.LogFollower;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The next lines of a worker's log.
 *
 * @param batch the lines
 * @param tracker their records and gaps
 * @param fitting how many of them, from the first one, change few enough archives
 */
record LogReading(LogBatch batch, GapTracker tracker, int fitting) {
    /** Of a log that a service's user writes: each line may change a hundred archives, and so be a hundred rows. */
    private static final int MOST_CHANGES = 100;

    private static final int LINES_AHEAD = 2_000;

    /** Of a log that a service's user writes. */
    private static final int FOREIGN_LINES_AHEAD = 200;

    /**
     * Reads on, of a service's worker fewer lines than asked for if they change many archives.
     *
     * @throws UncheckedIOException if the log cannot be read
     */
    static LogReading of(WorkerFiles worker, LogFollower follower, LogPosition position, int lines, Instant now) {
        Checkpoint start = position.checkpoint().orElse(null);
        LogReading reading = read(worker, follower, position, start, lines, now);
        return worker.isForeign() && reading.tracker.changes() > MOST_CHANGES
                ? read(worker, follower, position, start, Math.max(Math.min(reading.fitting, lines), 1), now)
                : reading;
    }

    private static LogReading read(
            WorkerFiles worker,
            LogFollower follower,
            LogPosition position,
            @Nullable Checkpoint start,
            int lines,
            Instant now) {
        try {
            LogBatch batch = follower.read(start, position.readAt(), lines);
            GapTracker tracker = new GapTracker(position, worker.isForeign(), now);
            int fitting = 0;
            for (LogBatch.Entry entry : batch.entries()) {
                tracker.add(entry);
                fitting += entry.isLoss() || tracker.changes() > MOST_CHANGES ? 0 : 1;
            }
            return new LogReading(batch, tracker, fitting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Looks ahead in the log, but not without end.
     *
     * @throws UncheckedIOException if the log cannot be read
     */
    LaterRecords later(WorkerFiles worker, LogFollower follower, LogPosition position, Instant now) {
        if (batch.isAtEnd()) {
            return LaterRecords.NONE;
        }
        int lines = worker.isForeign() ? FOREIGN_LINES_AHEAD : LINES_AHEAD;
        LogReading next = read(worker, follower, position, batch.checkpoint(), lines, now);
        return new LaterRecords(next.tracker.records(), next.batch.isAtEnd());
    }

    /** The number of lines and losses; a line that changes several archives counts once for each. */
    int cost() {
        int single = (int) tracker.records().stream()
                .filter(record -> !record.actions().isEmpty())
                .count();
        return batch.entries().size() + tracker.changes() - single;
    }
}
