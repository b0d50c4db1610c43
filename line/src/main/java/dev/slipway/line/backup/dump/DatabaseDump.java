package dev.slipway.line.backup.dump;

import dev.slipway.line.backup.BackupException;
import dev.slipway.line.backup.BackupPrograms;
import dev.slipway.line.backup.Progress;
import dev.slipway.line.backup.Server;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;

/**
 * Dumps databases with their manifests.
 *
 * @param server their server
 * @param folder the target folder, accessible to the line's owner only
 */
public record DatabaseDump(Server server, Path folder) {
    public static final String GLOBALS = "globals.sql";

    /** The file of a database's dump. */
    public static Path dump(Path folder, String database) {
        return folder.resolve(database + ".dump");
    }

    /** The file of a database's manifest. */
    public static Path manifest(Path folder, String database) {
        return folder.resolve(database + ".json");
    }

    /** Dumps the roles with their password verifiers. */
    public void globals() throws IOException {
        BackupPrograms.require(
                programs(server.password()),
                server.client("pg_dumpall", "--globals-only", "--file=" + folder.resolve(GLOBALS)));
    }

    /**
     * Dumps one database; dump and manifest share one snapshot. Not as the superuser: both look up by name what its owner
     * may replace meanwhile, and run code of the owner's.
     *
     * @param check called a few times a second while it is dumped; what it throws ends that
     */
    public Manifest dump(String database, Progress progress, Runnable check) throws IOException, SQLException {
        try (Connection superuser = server.connect(Superuser.NAME);
                TemporaryLogin login = TemporaryLogin.reading(superuser, DumpLoad.owner(superuser, database));
                Connection connection = server.read(database, login)) {
            String snapshot = snapshot(connection);
            ManifestBuilder builder = new ManifestBuilder(connection);
            SortedMap<String, SequenceSpan> begun = sequences(connection, builder);
            // Uncompressed, so that restic can deduplicate; it compresses the rest.
            List<String> words = server.clientOf(
                    login.user(),
                    "pg_dump",
                    List.of(
                            "--format=custom",
                            "--compress=0",
                            "--lock-wait-timeout=60000",
                            "--snapshot=" + snapshot,
                            "--file=" + dump(folder, database),
                            database));
            programs(login.password()).runChecked(words, check).orThrow(message -> new BackupException(message, ""));
            Manifest manifest = builder.manifest(
                            database, (done, all) -> progress.far(database + ", table " + (done + 1) + " of " + all))
                    .since(begun);
            manifest.write(manifest(folder, database));
            connection.rollback();
            return manifest;
        }
    }

    /** Deletes a database's files. */
    public void forget(String database) throws IOException {
        Files.deleteIfExists(dump(folder, database));
        Files.deleteIfExists(manifest(folder, database));
    }

    /** Keeps no lock: whoever drops a table would wait for it, and pg_dump for them. */
    private static SortedMap<String, SequenceSpan> sequences(Connection connection, ManifestBuilder builder)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        SortedMap<String, SequenceSpan> sequences = builder.sequences();
        connection.rollback(before);
        return sequences;
    }

    private static String snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    private Programs programs(String password) throws IOException {
        Files.createDirectories(folder);
        return BackupPrograms.in(folder).with(Server.environment(password));
    }
}
