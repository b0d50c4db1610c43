package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.line.Line;
import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services' databases that a restore has to do without. */
final class Losses {
    private final List<LostDatabase> all = new ArrayList<>();

    /** What can be done to a database. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, SQLException;
    }

    List<LostDatabase> all() {
        return List.copyOf(all);
    }

    void add(LostDatabase lost) {
        all.add(lost);
    }

    /**
     * Whether this fails, and so does nothing more than lose a service's database. If the server may be the cause, it is
     * tested, the work is done once more, and the server tested again: its messages may be a service's.
     *
     * @param test fails unless the server works
     */
    boolean hasLost(String database, Work work, Work test) throws IOException, SQLException {
        Optional<Exception> failure = failure(database, work);
        if (failure.filter(ServerFailure::isPossible).isPresent()) {
            test.run();
            failure = failure(database, work);
            if (failure.filter(ServerFailure::isPossible).isPresent()) {
                test.run();
            }
        }
        failure.ifPresent(why -> add(LostDatabase.refused(database, why)));
        return failure.isPresent();
    }

    /** Only a failure that a service's database may have caused; throws any other. */
    private static Optional<Exception> failure(String database, Work work) throws IOException, SQLException {
        try {
            work.run();
            return Optional.empty();
        } catch (SQLException | BackupException e) {
            // An interruption ends programs before it is seen here.
            if (Line.OWN_DATABASES.contains(database) || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.of(e);
        }
    }
}
