package dev.slipway.line.backup.dump;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import dev.slipway.line.database.UnreadableObject;
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
import java.util.Optional;
import java.util.SortedMap;

/**
 * Dumps databases with their manifests.
 *
 * @param server their server
 * @param folder the target folder, accessible to the line's owner only
 */
public record DatabaseDump(Server server, Path folder) {
    public static final String GLOBALS = "globals.sql";

    private static final int MOST_ATTEMPTS = 3;

    /** The file of a database's dump. */
    public static Path dump(Path folder, String database) {
        return folder.resolve(database + ".dump");
    }

    /** The file of a database's manifest. */
    static Path manifest(Path folder, String database) {
        return folder.resolve(database + ".json");
    }

    /** Dumps the roles with their password verifiers. */
    public void globals() throws IOException {
        BackupPrograms.require(
                programs(server.password()),
                server.client("pg_dumpall", "--globals-only", "--file=" + folder.resolve(GLOBALS)));
    }

    /**
     * The state at the beginning of a dump.
     *
     * @param snapshot shared by dump and manifest
     * @param structure determines how the rows were stored and read
     * @param sequences their states, which are not transactional
     */
    private record Beginning(String snapshot, Structure structure, SortedMap<String, SequenceSpan> sequences) {}

    /**
     * Dumps one database; dump and manifest share one snapshot. Not as the superuser: both resolve names that the owner
     * may redirect, and run the owner's code. Concurrent ALTER or TRUNCATE makes the dump or its manifest differ from
     * the snapshot; then it is dumped again.
     *
     * @param check called a few times a second during the dump; an exception ends it
     * @throws BackupException also if it was changed during each of several dumps, or takes too long
     */
    public Manifest dump(Server.Sized database, Progress progress, Runnable check) throws IOException, SQLException {
        String name = database.name();
        try (Connection superuser = server.connect(Superuser.NAME)) {
            String owner = DumpLoad.owner(superuser, name);
            try (TemporaryLogin login = TemporaryLogin.reading(superuser, owner)) {
                requireReadable(name, owner, login);
                return TimeLimit.OF_BACKUPS.run(
                        name, database.bytes(), login::end, () -> dump(name, login, progress, check));
            }
        }
    }

    private void requireReadable(String database, String owner, TemporaryLogin login) throws SQLException {
        try (Connection there = server.connect(database)) {
            Optional<UnreadableObject> unreadable = UnreadableObject.first(there, login);
            if (unreadable.isPresent()) {
                throw unreadable(unreadable.get(), owner);
            }
        }
    }

    /** The public message has no name: other roles than the superuser may have chosen it. */
    static BackupException unreadable(UnreadableObject object, String owner) {
        return BackupException.reportedAs(
                object.reason(owner),
                "",
                "its owner may not read something in it; the backup's own output says what, and the remedy");
    }

    private Manifest dump(String database, TemporaryLogin login, Progress progress, Runnable check)
            throws IOException, SQLException {
        try (Connection connection = server.read(database, login)) {
            ManifestBuilder builder = new ManifestBuilder(connection);
            for (int attempt = 1; ; attempt++) {
                Beginning begun = begin(builder);
                try {
                    write(database, begun.snapshot(), login, check);
                    Manifest manifest = builder.manifest(
                                    database,
                                    (done, all) -> progress.update(database + ", table " + (done + 1) + " of " + all))
                            .since(begun.sequences());
                    requireSame(begun, builder);
                    manifest.write(manifest(folder, database));
                    return manifest;
                } catch (SQLException | BackupException e) {
                    if (attempt == MOST_ATTEMPTS || !isExplained(e, begun, builder)) {
                        throw e;
                    }
                    progress.update(database + " was changed meanwhile, once more");
                }
            }
        }
    }

    private void write(String database, String snapshot, TemporaryLogin login, Runnable check) throws IOException {
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
        programs(login.password())
                .runChecked(words, check)
                .orThrow(message -> BackupException.reportedAs(
                        message, "", "pg_dump failed; the backup's own output has its message"));
    }

    private static void requireSame(Beginning begun, ManifestBuilder builder) throws SQLException {
        Optional<String> changed = changed(begun, builder);
        if (changed.isPresent()) {
            throw changing(changed.get());
        }
    }

    /**
     * The public message has no name.
     *
     * @param object its kind and its quoted name, which the owner chose
     */
    static BackupException changing(String object) {
        String how = " was altered, truncated or dropped during each of " + MOST_ATTEMPTS + " dumps";
        return BackupException.reportedAs(
                "the " + object + how,
                "Take the backup when no migration is running, and no job that truncates tables.",
                "something in it" + how + "; the backup's own output says what");
    }

    /** Whether something has changed since it began, which may be why it failed. */
    private static boolean isExplained(Exception failure, Beginning begun, ManifestBuilder builder) {
        try {
            return changed(begun, builder).isPresent();
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** The changes since the beginning, as seen by a new transaction. */
    private static Optional<String> changed(Beginning begun, ManifestBuilder builder) throws SQLException {
        builder.connection().rollback();
        Optional<String> changed = begun.structure().changed(builder.structure());
        builder.connection().rollback();
        return changed;
    }

    /** Deletes a database's files. */
    public void forget(String database) throws IOException {
        Files.deleteIfExists(dump(folder, database));
        Files.deleteIfExists(manifest(folder, database));
    }

    /** Holds no lock: a DROP TABLE would wait for it, and pg_dump for the DROP. */
    private static Beginning begin(ManifestBuilder builder) throws SQLException {
        Connection connection = builder.connection();
        String snapshot = snapshot(connection);
        Savepoint before = connection.setSavepoint();
        Beginning begun = new Beginning(snapshot, builder.structure(), builder.sequences());
        connection.rollback(before);
        return begun;
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
