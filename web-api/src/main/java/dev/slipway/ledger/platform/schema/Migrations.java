package dev.slipway.ledger.platform.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The migrations in this archive. The owner of the tables runs them by Flyway before the archive is deployed; the ledger's own role
 * cannot change the schema.
 *
 * <p>Only versions are compared. Flyway would read every script and compute its checksum at each start, to run none of them.
 */
final class Migrations {
    /**
     * The names of the scripts, written by the build: a folder in a deployed archive cannot be listed through its class
     * loader.
     */
    private static final String INDEX = "/META-INF/migrations.txt";

    private static final Pattern NAME = Pattern.compile("\\S+");
    private static final String NEWEST =
            "select max(version::bigint) from flyway_schema_history where success and version is not null";
    private static final String UNDEFINED_TABLE = "42P01";

    private Migrations() {}

    /**
     * Ensures that all of them have been run. A newer schema is accepted, since a rollback of the archive leaves the
     * schema.
     *
     * @throws IllegalStateException if some are missing; it names them, and what to do
     */
    static void check(DataSource database) {
        List<String> scripts = scripts();
        if (scripts.isEmpty()) {
            throw new IllegalStateException("the archive holds no migrations");
        }
        List<String> pending = pending(scripts, newest(database));
        if (!pending.isEmpty()) {
            throw new IllegalStateException("the database lacks migrations of this archive: "
                    + String.join(", ", pending)
                    + ". The agent runs them as the owner of the tables: deploy it by ./slipway deploy");
        }
    }

    /** Those in this archive, oldest first. */
    static List<String> scripts() {
        try (InputStream index = Migrations.class.getResourceAsStream(INDEX)) {
            if (index == null) {
                return List.of();
            }
            String names = new String(index.readAllBytes(), StandardCharsets.UTF_8);
            return NAME.matcher(names).results().map(MatchResult::group).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those that Flyway would run. By default it skips those older than the newest that was run: it runs none out of
     * order.
     *
     * @param newest the newest version that was run, 0 if none was
     */
    static List<String> pending(List<String> scripts, long newest) {
        return scripts.stream().filter(script -> version(script) > newest).toList();
    }

    private static long version(String script) {
        return Long.parseLong(script.substring(1, script.indexOf("__")));
    }

    /** A database without Flyway's table is a new one. */
    private static long newest(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NEWEST)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw new IllegalStateException("the database does not say which migrations were run", e);
        }
    }
}
