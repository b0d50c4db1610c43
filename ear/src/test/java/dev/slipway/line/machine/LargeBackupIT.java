package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A line of its own with a million deployments is backed up, and that backup proven; it prints what time and room that takes. */
@Isolated
@Tag("long")
class LargeBackupIT {
    private static final int DEPLOYMENTS = Integer.getInteger("backup.deployments", 1_000_000);

    /** Not in /tmp, which may be memory. */
    private static final Path FOLDER = Line.target().resolve("large");

    /** The state may be a link to a folder elsewhere. */
    private static final String REMOVE = """
            .ci/end-line && rm -rf "$(realpath -m "$SLIPWAY_STATE")" "$SLIPWAY_TEST"
            """;

    @BeforeAll
    static void fill() throws IOException {
        remove();
        Files.createDirectories(FOLDER);
        // The servers' users go through it to the line.
        Files.setPosixFilePermissions(FOLDER, PosixFilePermissions.fromString("rwxr-xr-x"));
        Command up = Command.slipway(state(), "up", "--built")
                .with("SLIPWAY_JAVA_OPTIONS", Line.BRIEF)
                .with("SLIPWAY_WORKERS", "1");
        FreePorts.ofLine().forEach(up::with);
        up.run().expectSuccess();
        // What it measures is of no interest here.
        slipway("bench --yes --fill " + DEPLOYMENTS + " --workloads W1 --connections 1 --seconds 1 --warm-up 0");
    }

    @AfterAll
    static void remove() {
        Command.bash(state(), REMOVE)
                .with("SLIPWAY_TEST", FOLDER.toString())
                .run()
                .expectSuccess();
    }

    @Test
    void isProven() throws SQLException {
        assertThat(deployments()).isGreaterThanOrEqualTo(DEPLOYMENTS);
        Path repository = FOLDER.resolve("repository");
        long start = System.nanoTime();
        Command.Result taken = slipway("backup --to " + repository);
        long stored = System.nanoTime();
        Command.Result proven = slipway("backup prove --to " + repository);
        long end = System.nanoTime();
        System.out.printf(
                "a backup of %d deployments: taken in %d s, of %d MB of databases, %s in the repository; proven in %d s%n",
                DEPLOYMENTS,
                Duration.ofNanos(stored - start).toSeconds(),
                databaseBytes() / (1024 * 1024),
                size(repository),
                Duration.ofNanos(end - stored).toSeconds());
        assertThat(taken.output()).anyMatch(line -> line.contains("Stored as "));
        assertThat(proven.output()).anyMatch(line -> line.contains("Proven in "));
    }

    private static Path state() {
        return FOLDER.resolve("line");
    }

    private static Command.Result slipway(String words) {
        return Command.slipway(state(), words.split(" ", -1)).run().expectSuccess();
    }

    private static long deployments() throws SQLException {
        return number("select count(*) from deployment");
    }

    private static long databaseBytes() throws SQLException {
        return number("select pg_database_size('slipway')");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = Line.in(state()).superuser("slipway");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As {@code du} says it. */
    private static String size(Path repository) {
        return Command.bash(state(), "du -sh '" + repository + "' | cut -f 1")
                .run()
                .expectSuccess()
                .output()
                .get(0);
    }
}
