package dev.slipway.line.schema;

import dev.slipway.line.pace.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The ledger's database.
 *
 * <p>Flyway migrates it. The ledger starts only where this was done: it compares versions by Flyway's default rule, that none is run out
 * of order.
 *
 * @param url its JDBC URL
 */
public record Schema(String url, String user, String password) {
    private static final String CONTRACTS = "__contract_";

    /** Limits how long a migration waits for a table lock: later queries of that table queue behind it. */
    private static final String LOCK_TIMEOUT = "set lock_timeout = '3s'";

    /** PostgreSQL's code for a lock that was not had in that time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** How long a migration is tried again: a backup reads every table until it ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Hides the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }

    /**
     * Runs the pending migrations of an archive; returns what was done. A newer schema is left alone: a rollback restores the archive
     * and keeps the schema.
     */
    public List<String> migrate(Path archive) throws SchemaException {
        return within(folder -> {
            Scripts.of(archive, folder);
            Flyway flyway = Flyway.configure()
                    .locations("filesystem:" + folder)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .initSql(LOCK_TIMEOUT)
                    .dataSource(url, user, password)
                    .load();
            if (Arrays.stream(flyway.info().all())
                    .noneMatch(migration -> migration.getState().isResolved())) {
                throw new SchemaException("there are no migrations in it");
            }
            List<String> pending = Arrays.stream(flyway.info().pending())
                    .map(one -> one.getVersion() + " " + one.getDescription())
                    .toList();
            if (!new Pace().await(PATIENCE, INTERVAL, () -> isMigrated(flyway))) {
                throw new SchemaException("a table that the migrations change was in use for " + PATIENCE.toMinutes()
                        + " minutes, as it is during a backup of the ledger's database; try again once that is over");
            }
            return pending;
        });
    }

    /** Whether all of them ran: one that met a table in use was rolled back, and is pending still. */
    private static boolean isMigrated(Flyway flyway) {
        try {
            flyway.migrate();
            return true;
        } catch (FlywayException e) {
            if (isInUse(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Whether it comes of a table that others used for too long. */
    static boolean isInUse(Throwable problem) {
        Throwable cause = problem.getCause();
        return problem instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())
                || cause != null && isInUse(cause);
    }

    /**
     * The migrations that prevent an earlier archive from running: missing from it, with names that mark them as
     * contracting the schema. All others only expand the schema, so earlier releases still work.
     */
    public List<String> contractedPast(Path archive) throws SchemaException {
        return within(folder -> {
            List<String> contracted =
                    run().stream().filter(script -> script.contains(CONTRACTS)).toList();
            if (contracted.isEmpty()) {
                Scripts.check(archive);
                return List.of();
            }
            Set<String> names = Scripts.of(archive, folder);
            return contracted.stream().filter(script -> !names.contains(script)).toList();
        });
    }

    private Set<String> run() throws SQLException {
        Set<String> scripts = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement query = connection.prepareStatement(
                        "select script from flyway_schema_history where success and version is not null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                scripts.add(rows.getString(1));
            }
        }
        return scripts;
    }

    private interface Work {
        List<String> on(Path folder) throws IOException, SchemaException, SQLException;
    }

    private static List<String> within(Work work) throws SchemaException {
        try {
            Path folder = Files.createTempDirectory("slipway-migrations");
            try {
                return work.on(folder);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new SchemaException("the migrations in it cannot be read: " + e.getMessage());
        } catch (SQLException | FlywayException e) {
            throw new SchemaException(String.valueOf(e.getMessage()).strip());
        }
    }
}
