package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The PostgreSQL of a staged line.
 *
 * @param log what it writes
 */
record StagedPostgres(Server server, Process process, Path log) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Pace PACE = new Pace();

    /** Ten megabytes, which are on the disk until the connection ends. */
    private static final String FILL =
            "create temporary table filled as select repeat(md5(i::text), 32) from generate_series(1, 10240) i";

    /** Creates a new cluster. */
    static void install(Programs programs, String program) throws IOException {
        BackupPrograms.require(programs, List.of(program, "install"));
    }

    /**
     * Starts it.
     *
     * @throws BackupException if it does not, with the last error that it wrote
     */
    static StagedPostgres start(Programs programs, String program, Server server, Path log) throws IOException {
        StagedPostgres started = new StagedPostgres(server, programs.to(log).start(List.of(program, "serve")), log);
        started.await("does not start");
        return started;
    }

    /**
     * Waits for it if it recovers from a crash.
     *
     * @throws BackupException if it does not answer
     */
    void awaitRecovery() throws IOException {
        await("does not answer any more");
    }

    private void await(String otherwise) throws IOException {
        Deadline deadline = PACE.deadline(PATIENCE);
        while (true) {
            try (Connection connection = server.connect(Superuser.NAME)) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || deadline.isOver()) {
                    String why = new StartLog(log).lastError().orElse(String.valueOf(e.getMessage()));
                    throw new BackupException("The staged PostgreSQL " + otherwise + ": " + why, "", e);
                }
                PACE.sleep(INTERVAL);
            }
        }
    }

    /**
     * Tests whether it works, without trust in what it has said, which may be text of a service's: waits for it if it
     * recovers from a crash, and fills a table.
     *
     * @param bytes what is to be loaded, for which the disk needs room
     * @throws BackupException if it does not work
     * @throws SQLException likewise
     */
    void require(long bytes) throws IOException, SQLException {
        awaitRecovery();
        long free = Files.getFileStore(log).getUsableSpace();
        if (free < bytes + RequiredSpace.SPARE) {
            throw new BackupException(
                    "Only " + RequiredSpace.megabytes(free) + " are free on the disk of the staged PostgreSQL.",
                    "Make room on that disk.");
        }
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(FILL);
        }
    }
}
