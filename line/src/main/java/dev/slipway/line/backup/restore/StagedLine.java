package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.dump.DatabaseDump;
import dev.slipway.line.backup.dump.DumpLoad;
import dev.slipway.line.backup.dump.Manifest;
import dev.slipway.line.backup.dump.TimeLimit;
import dev.slipway.line.backup.line.Line;
import dev.slipway.line.backup.line.Ownership;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.host.machine.SystemUsers;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line restored from a backup into a staging folder, with its own PostgreSQL on loopback. */
public final class StagedLine {
    /** The log of that PostgreSQL, in the folder. */
    static final String POSTGRES_LOG = "logs/postgresql-beside.log";

    private final Path root;
    private final Path folder;
    private final boolean isThrowAway;
    private final Losses losses = new Losses();
    private @Nullable StagedPostgres postgres;

    private StagedLine(Path root, Path folder, boolean isThrowAway) {
        this.root = root;
        this.folder = folder;
        this.isThrowAway = isThrowAway;
    }

    /**
     * One that is only proven: PostgreSQL runs without fsync, and what takes too long ends.
     *
     * @param root the checkout
     */
    public static StagedLine forProof(Path root, Path folder) {
        return new StagedLine(root, folder, true);
    }

    /**
     * One that is to run.
     *
     * @param root the checkout
     */
    static StagedLine forRestore(Path root, Path folder) {
        return new StagedLine(root, folder, false);
    }

    public Path folder() {
        return folder;
    }

    Path work() {
        return folder.resolve(BackupPaths.WORK);
    }

    /**
     * Creates it, accessible to this user only: the files' owners are not restored yet, and programs of those users
     * could replace files with links.
     */
    public void make() throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Stops and deletes what an earlier run left. */
    public void clear() throws IOException {
        if (Files.exists(folder)) {
            stop();
            BackupPaths.remove(folder, BackupPrograms.in(root));
        }
    }

    /** Stops what runs there. */
    void stop() throws IOException {
        if (Files.isDirectory(folder.resolve("run"))) {
            BackupPrograms.require(
                    programs(Map.of()), List.of(root.resolve("line/bin/down").toString()));
        }
    }

    /** A runner of the line's programs for the staging folder. */
    Programs programs(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SLIPWAY_STATE", folder.toString());
        environment.put("SLIPWAY_ROOT", root.toString());
        return BackupPrograms.in(folder).with(environment);
    }

    /**
     * Restores the ownership of files, as root only, and opens the folder to their owners.
     *
     * @throws BackupException if the backed-up line ran as another kind of user
     */
    public Line takeOver(boolean isRoot) throws IOException {
        Line line = Line.read(BackupPaths.line(work()));
        if (isRoot != line.owner().equals("root")) {
            throw new BackupException(
                    "This backup is of a line that " + (isRoot ? "ran without root" : "root ran") + ".",
                    "Restore it as " + (isRoot ? "another user." : "root."));
        }
        if (isRoot) {
            var owners = Ownership.read(BackupPaths.owners(work()));
            SystemUsers users = new SystemUsers(folder);
            for (String name : Ownership.names(owners)) {
                if (name.matches("slipway-[a-z0-9-]{1,23}")) {
                    users.make(name);
                }
            }
            Ownership.apply(owners, folder);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("run", "logs", "postgresql", "httpd")) {
            Files.createDirectories(folder.resolve(name));
        }
        return line;
    }

    /**
     * Initializes and starts a new PostgreSQL there.
     *
     * @throws BackupException if it does not start, with the last error that it wrote
     */
    public Server startDatabase() throws IOException {
        int port = freePort();
        Programs programs = programs(Map.of("SLIPWAY_POSTGRES_PORT", String.valueOf(port)));
        String program = root.resolve("web-api/bin/postgresql").toString();
        StagedPostgres.install(programs, program);
        if (isThrowAway) {
            Files.writeString(
                    folder.resolve("postgresql/postgresql.conf"),
                    "\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\n",
                    StandardOpenOption.APPEND);
        }
        Server server = new Server(
                "127.0.0.1",
                port,
                Files.readString(folder.resolve("secrets/postgres-password")).strip());
        postgres = StagedPostgres.start(programs, program, server, folder.resolve(POSTGRES_LOG));
        return server;
    }

    /** A free port. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Loads the roles and all databases. Services cannot log in during this: they know their passwords and could find
     * the port, and objects that they created would differ from the dump or be resolved by the superuser. A service's
     * database that PostgreSQL refuses, or that the backup does not have, is {@link #lost}: an empty one that accepts no
     * connections takes its place.
     */
    public void load(Server server, Line line, Progress progress) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            // The empty databases that `install` creates.
            for (String name : Line.OWN_DATABASES) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
            roles().load(connection, server.password(), progress);
            statement.execute("revoke connect, temporary on database template1 from public");
        }
        DumpLoad load = dumps(server);
        int done = 0;
        for (String database : line.databases()) {
            progress.update(database + ", " + ++done + " of " + line.databases().size());
            Losses.Work test = () -> makeRoom(server, database);
            unlessLost(server, database, () -> load.make(database), test, Postgres::emptyDatabase);
        }
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            for (String database : missing(work())) {
                Postgres.emptyDatabase(connection, database);
                losses.add(LostDatabase.missing(database));
            }
            // Earlier releases restored them open to all roles, and so they may have been dumped.
            statement.execute("revoke all on database slipway, keycloak from public");
            statement.execute("grant connect on database slipway to ledger");
        }
    }

    /** The services' databases that are known not to be in the backup. */
    static List<String> missing(Path work) throws IOException {
        Path file = BackupPaths.missing(work);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Removes what an attempt has left, and tests whether another one can succeed. */
    private void makeRoom(Server server, String database) throws IOException, SQLException {
        StagedPostgres tested = requirePostgres();
        tested.awaitRecovery();
        try (Connection connection = server.connect(Superuser.NAME)) {
            Postgres.dropDatabase(connection, database);
        }
        tested.require(Files.size(DatabaseDump.dump(work(), database)));
    }

    /** What then becomes of a lost one. */
    @FunctionalInterface
    private interface Closing {
        void of(Connection connection, String database) throws SQLException;
    }

    private void unlessLost(Server server, String database, Losses.Work work, Losses.Work test, Closing closing)
            throws IOException, SQLException {
        if (losses.hasLost(database, work, test)) {
            requirePostgres().awaitRecovery();
            try (Connection connection = server.connect(Superuser.NAME)) {
                closing.of(connection, database);
            }
        }
    }

    private StagedPostgres requirePostgres() {
        return Objects.requireNonNull(postgres, "its PostgreSQL is not started");
    }

    /** The services' databases that could not be restored until now. */
    public List<LostDatabase> lost() {
        return losses.all();
    }

    /** Its database roles. */
    public StagedRoles roles() {
        return new StagedRoles(folder);
    }

    private DumpLoad dumps(Server server) {
        return new DumpLoad(server, work(), isThrowAway ? TimeLimit.OF_BACKUPS : TimeLimit.OF_RESTORES);
    }

    /**
     * Compares all restored databases with their manifests. A service's that differs is {@link #lost}, too: it accepts no
     * connections.
     *
     * @param advice what to do if one of the line's own differs
     * @throws BackupException if one of the line's own differs
     */
    public void compare(Server server, Line line, String advice, Progress progress) throws IOException, SQLException {
        Set<String> empty = lost().stream().map(LostDatabase::name).collect(Collectors.toSet());
        for (String database : line.databases()) {
            if (!empty.contains(database)) {
                Losses.Work work = () -> compare(server, database, advice, progress);
                Losses.Work test = () -> requirePostgres().require(0);
                unlessLost(server, database, work, test, Postgres::closeDatabase);
            }
        }
    }

    private void compare(Server server, String database, String advice, Progress progress)
            throws IOException, SQLException {
        DumpLoad dumps = dumps(server);
        Manifest.requireNone(
                dumps.differences(
                        database,
                        database,
                        (done, all) -> progress.update(database + ", table " + (done + 1) + " of " + all)),
                advice);
    }
}
