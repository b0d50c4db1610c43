package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.dump.DumpLoad;
import dev.slipway.line.backup.dump.Manifest;
import dev.slipway.line.backup.dump.TimeLimit;
import dev.slipway.line.backup.line.BackupContext;
import dev.slipway.line.backup.line.RequiredSpace;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Interruption;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.backup.repository.Restic;
import dev.slipway.line.backup.repository.Snapshot;
import dev.slipway.line.database.DatabaseProperties;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Restores the database of one service in one environment under another name, then renames it while the workers are
 * stopped.
 */
public final class ServiceRestore {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 63;

    private final BackupContext site;
    private final Restic repository;

    ServiceRestore(BackupContext site, Restic repository) {
        this.site = site;
        this.repository = repository;
    }

    /**
     * Restores it.
     *
     * @param group the service and its environment, with a hyphen between
     * @param id the id of the backup; empty: the newest
     * @param until only backups taken until this time
     */
    void run(String group, String id, Instant until) throws IOException, SQLException {
        GroupState state = new GroupFolder(site.settings().groups().resolve(group), GroupFolder.Readers.OWNER).state();
        String database = Optional.ofNullable(state.database())
                .orElseThrow(() -> new BackupException(
                        "There is no database of " + group + " on this line.",
                        "./slipway services shows what there is."));
        repository.open();
        repository.unlock();
        Snapshot snapshot =
                Snapshot.choose(repository.snapshots(), site.settings().domain(), id, until);
        String work = "/" + BackupPaths.WORK;
        requireRoom(
                database,
                repository
                        .size(snapshot, work, database + ".dump")
                        .orElseThrow(() -> new BackupException(
                                "The database " + database + " is not in this backup.", "Choose another: --at TIME.")));
        Path folder = site.places().makeWork(site.programs());
        String restored = staging(database);
        Interruption interruption = Interruption.ending();
        try {
            site.progress().step("Reading " + database + " from " + snapshot.shortId() + " of " + snapshot.at(), () -> {
                repository.restore(snapshot, folder, work + "/" + database + ".dump", work + "/" + database + ".json");
                return true;
            });
            load(database, restored, folder.resolve(BackupPaths.WORK));
        } finally {
            interruption.tidy(() -> BackupPaths.remove(folder, site.programs()));
        }
        replace(database, restored, workers(state));
    }

    /** Those that supervisord knows: after a restore of the line without this database, there are none yet. */
    private List<String> workers(GroupState state) {
        Path programs = site.settings().state().resolve("run/programs");
        return state.workers().keySet().stream()
                .filter(worker -> Files.exists(programs.resolve(worker + ".conf")))
                .toList();
    }

    /** For the dump, and the database that it is loaded into, which will have indexes like the one that is there. */
    private void requireRoom(String database, long bytes) throws IOException, SQLException {
        long present = site.server().databases().stream()
                .filter(one -> one.name().equals(database))
                .mapToLong(Server.Sized::bytes)
                .sum();
        long free = Files.getFileStore(site.settings().state()).getUsableSpace();
        long needed = RequiredSpace.restore(bytes, Math.max(bytes, present));
        if (needed > free) {
            throw new BackupException(
                    "Restoring " + database + " takes up to " + RequiredSpace.megabytes(needed) + ", and only "
                            + RequiredSpace.megabytes(free) + " are free on the line's disk.",
                    "Make room there.");
        }
    }

    private void load(String database, String restored, Path dumps) throws IOException, SQLException {
        Progress progress = site.progress();
        progress.step("Loading it under another name, and comparing every table with the dump", () -> {
            try {
                load(site.server(), database, restored, dumps, progress);
            } catch (IOException | SQLException | RuntimeException e) {
                drop(site.server(), restored);
                throw e;
            }
            return true;
        });
    }

    private static void drop(Server server, String database) throws SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            Postgres.dropDatabase(connection, database);
        }
    }

    private void replace(String database, String restored, List<String> workers) throws IOException, SQLException {
        Progress progress = site.progress();
        Server server = site.server();
        String before = name(database, "_before_" + STAMP.format(Instant.now()));
        try (Interruption interruption = Interruption.awaited(progress, "It ends this step first.")) {
            Outcome started = progress.step("Replacing the present database with it", () -> {
                open(server, database);
                supervise("stop", workers);
                Outcome start;
                try {
                    rename(server, database, restored, before);
                } finally {
                    start = supervise("start", workers);
                }
                return start;
            });
            progress.say("  What was there is now the database " + before + "; drop it when nobody needs it any more.");
            if (!started.isSuccess()) {
                throw new BackupException(
                        "The database is restored, but not all of its workers start: " + started.reason(),
                        "See: ./slipway status");
            }
        }
    }

    private void load(Server server, String database, String restored, Path dumps, Progress progress)
            throws IOException, SQLException {
        drop(server, restored);
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            String quoted = postgres.escapeIdentifier(restored);
            statement.execute("create database " + quoted + " template template0 allow_connections false");
            statement.execute("revoke all on database " + quoted + " from public");
            statement.execute("alter database " + quoted + " allow_connections true");
        }
        DumpLoad load = new DumpLoad(server, dumps, TimeLimit.OF_RESTORES);
        load.into(database, restored);
        Manifest.requireNone(
                load.differences(
                        database, restored, (done, all) -> progress.update("table " + (done + 1) + " of " + all)),
                "The present database stays.");
    }

    /** A restore that was killed may have left it closed. */
    private static void open(Server server, String database) throws SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            Postgres.openDatabase(connection, database);
        }
    }

    /** Renames both in one transaction. What the present one has besides its objects follows it, and so is copied. */
    private static void rename(Server server, String database, String restored, String before) throws SQLException {
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement();
                PreparedStatement end = connection.prepareStatement(
                        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ?")) {
            PGConnection postgres = connection.unwrap(PGConnection.class);
            String is = postgres.escapeIdentifier(database);
            String was = postgres.escapeIdentifier(before);
            String comes = postgres.escapeIdentifier(restored);
            DatabaseProperties.copy(connection, database, restored);
            statement.execute("alter database " + is + " allow_connections false");
            try {
                for (String name : List.of(database, restored)) {
                    end.setString(1, name);
                    end.execute();
                }
                connection.setAutoCommit(false);
                statement.execute("alter database " + is + " rename to " + was);
                statement.execute("alter database " + comes + " rename to " + is);
                connection.commit();
            } catch (SQLException e) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                statement.execute("alter database " + is + " allow_connections true");
                throw e;
            }
        }
    }

    /** Stops or starts workers by supervisord; they finish their requests first. Ctrl-C is not for it. */
    private Outcome supervise(String what, List<String> workers) throws IOException {
        if (workers.isEmpty()) {
            return new Outcome("supervisorctl", 0, "", "");
        }
        List<String> words = new ArrayList<>(List.of(
                "setsid",
                "--wait",
                "supervisorctl",
                "-c",
                site.settings().root().resolve("line/supervisord.conf").toString(),
                what));
        words.addAll(workers);
        // The path of supervisord's socket is relative to this folder.
        return BackupPrograms.in(site.settings().state().resolve("run")).run(words);
    }

    /** No group's database has a dot in its name. */
    static String staging(String database) {
        return name(database, ".restored");
    }

    private static String name(String database, String end) {
        return database.substring(0, Math.min(database.length(), LONGEST_NAME - end.length())) + end;
    }
}
