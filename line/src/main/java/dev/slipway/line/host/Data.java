package dev.slipway.line.host;

import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A group's database: made, written to a file, and dropped. */
final class Data {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** A worker's pools take fourteen; a worker that goes and the one that comes may overlap. */
    private static final int CONNECTIONS_OF_A_WORKER = 16;

    private static final int CONNECTIONS_BESIDE = 5;

    private final Postgres postgres;
    private final String host;
    private final int port;
    private final Programs programs;

    Data(Settings settings) {
        postgres = new Postgres(settings.database("postgres"), settings.secret("postgres-password"));
        host = settings.databaseHost();
        port = settings.databasePort();
        programs = new Programs(settings.state());
    }

    void make(String name, String password, int workers) throws SQLException {
        postgres.make(name, password, CONNECTIONS_OF_A_WORKER * workers + CONNECTIONS_BESIDE);
    }

    /** Whole, in PostgreSQL's own format, which {@code pg_restore} reads; nothing where the database is gone already. */
    void dump(String name, GroupFolder folder, Instant now) throws IOException, SQLException {
        if (!postgres.exists(name)) {
            return;
        }
        Path file = folder.dump(TIME.format(now));
        Path beside = file.resolveSibling(".dump.new");
        Files.deleteIfExists(beside);
        Files.createFile(
                beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(StateFile.FOR_THE_OWNER)));
        Programs.Outcome outcome = programs.run(
                List.of(
                        "pg_dump",
                        "--format=custom",
                        "--host=" + host,
                        "--port=" + port,
                        "--username=" + Postgres.SUPERUSER,
                        "--no-password",
                        "--dbname=" + name),
                Map.of("PGPASSWORD", postgres.password()),
                beside);
        if (outcome.code() != 0) {
            throw new HostException("pg_dump: " + outcome.reason());
        }
        programs.require("pg_restore", "--list", beside.toString());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void drop(String name) throws SQLException {
        postgres.drop(name);
    }
}
