package dev.slipway.line.backup.dump;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends work on a database that takes too long: code of the database's owner may never end, and may catch what cancels a
 * statement, but not what ends its session.
 *
 * @param least the time that any database gets; each megabyte gets another second
 */
public record TimeLimit(Duration least) {
    /** Of backups and proofs: the next ones wait for them. */
    public static final TimeLimit OF_BACKUPS = new TimeLimit(Duration.ofHours(1));

    /** Of restores: somebody waits for them, and may interrupt them. */
    public static final TimeLimit OF_RESTORES = new TimeLimit(Duration.ofDays(7));

    private static final long MEGABYTE = 1024L * 1024;

    /** Ends the sessions that work on it. */
    @FunctionalInterface
    interface Ending {
        void run() throws SQLException;
    }

    /**
     * Does the work.
     *
     * @param bytes the size of the database or its dump
     * @param ending called by another thread once the time is over; the work fails then
     * @throws BackupException also if the time was over
     */
    <T> T run(String database, long bytes, Ending ending, Progress.Work<T> work) throws IOException, SQLException {
        Duration longest = longest(bytes);
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    isOver.set(true);
                    try {
                        ending.run();
                    } catch (SQLException e) {
                        throw new CompletionException(e);
                    }
                },
                CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return work.run();
        } catch (SQLException | BackupException e) {
            if (isOver.get()) {
                throw new BackupException(
                        "PostgreSQL took longer than " + longest.toMinutes() + " minutes for the database " + database,
                        "Code in it may never end, such as the function of an index or of a check constraint.",
                        e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    Duration longest(long bytes) {
        return least.plusSeconds(bytes / MEGABYTE);
    }
}
