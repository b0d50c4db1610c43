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
import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Logins;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.Texts;
import dev.slipway.line.host.machine.SystemUsers;
import dev.slipway.line.pace.Deadline;
import dev.slipway.line.pace.Pace;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line restored from a backup into a staging folder, with its own PostgreSQL on loopback. */
public final class StagedLine {
    /** The log of that PostgreSQL, in the folder. */
    static final String POSTGRES_LOG = "logs/postgresql-beside.log";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Pace PACE = new Pace();

    private final Path root;
    private final Path folder;
    private final boolean isThrowAway;
    private final List<LostDatabase> lost = new ArrayList<>();
    private @Nullable Process postgres;

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
        BackupPrograms.require(programs, List.of(program, "install"));
        if (isThrowAway) {
            Files.writeString(
                    folder.resolve("postgresql/postgresql.conf"),
                    "\nfsync = off\nfull_page_writes = off\nsynchronous_commit = off\n",
                    StandardOpenOption.APPEND);
        }
        Path log = folder.resolve(POSTGRES_LOG);
        postgres = programs.to(log).start(List.of(program, "serve"));
        Server server = new Server(
                "127.0.0.1",
                port,
                Files.readString(folder.resolve("secrets/postgres-password")).strip());
        Deadline deadline = PACE.deadline(PATIENCE);
        while (true) {
            try (Connection connection = server.connect(Superuser.NAME)) {
                connection.isValid(1);
                return server;
            } catch (SQLException e) {
                if (!postgres.isAlive() || deadline.isOver()) {
                    String why = new StartLog(log).lastError().orElse(String.valueOf(e.getMessage()));
                    throw new BackupException("The staged PostgreSQL does not start: " + why, "", e);
                }
                PACE.sleep(INTERVAL);
            }
        }
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
     * database that PostgreSQL refuses is {@link #lost}: an empty one that accepts no connections takes its place.
     */
    public void load(Server server, Line line, Progress progress) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            // The empty databases that `install` creates.
            for (String name : Line.OWN_DATABASES) {
                statement.execute("drop database if exists " + name + " with (force)");
            }
            DumpedRoles roles = roles();
            List<String> existing = Texts.of(connection, "select quote_ident(rolname) from pg_roles");
            execute(connection, roles.withoutLogins(Set.copyOf(existing)));
            roles.defaults().forEach(one -> set(connection, one, progress));
            openLogins(connection, server);
            statement.execute("revoke connect, temporary on database template1 from public");
        }
        DumpLoad load = dumps(server);
        int done = 0;
        for (String database : line.databases()) {
            progress.update(database + ", " + ++done + " of " + line.databases().size());
            unlessLost(server, database, () -> load.make(database), Postgres::emptyDatabase);
        }
        try (Connection connection = server.connect(Superuser.NAME);
                Statement statement = connection.createStatement()) {
            // Earlier releases restored them open to all roles, and so they may have been dumped.
            statement.execute("revoke all on database slipway, keycloak from public");
            statement.execute("grant connect on database slipway to ledger");
        }
    }

    /** What can be done to a database. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, SQLException;
    }

    /** What then becomes of a lost one. */
    @FunctionalInterface
    private interface Closing {
        void of(Connection connection, String database) throws SQLException;
    }

    private void unlessLost(Server server, String database, Work work, Closing closing)
            throws IOException, SQLException {
        if (isLost(database, work)) {
            try (Connection connection = server.connect(Superuser.NAME)) {
                closing.of(connection, database);
            }
        }
    }

    /** Whether this fails, and so does nothing more than lose a service's database. */
    boolean isLost(String database, Work work) throws IOException, SQLException {
        try {
            work.run();
            return false;
        } catch (SQLException | BackupException e) {
            // An interruption ends programs before it is seen here.
            if (Line.OWN_DATABASES.contains(database)
                    || Thread.currentThread().isInterrupted()
                    || ServerFailure.is(e)) {
                throw e;
            }
            lost.add(new LostDatabase(database, e));
            return true;
        }
    }

    /** The services' databases that could not be restored until now. */
    public List<LostDatabase> lost() {
        return List.copyOf(lost);
    }

    private DumpLoad dumps(Server server) {
        return new DumpLoad(server, work(), isThrowAway ? TimeLimit.OF_BACKUPS : TimeLimit.OF_RESTORES);
    }

    /** Lets all roles log in that could, once nothing is loaded or compared any more. */
    void openAllLogins(Server server) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            execute(connection, roles().logins());
        }
    }

    /**
     * Tests whether PostgreSQL would accept the statements of {@link #openAllLogins}, in a transaction that is rolled
     * back: nobody else can log in.
     */
    public void tryAllLogins(Server server) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            connection.setAutoCommit(false);
            execute(connection, roles().logins());
            connection.rollback();
        }
    }

    private DumpedRoles roles() throws IOException {
        return DumpedRoles.of(Files.readString(work().resolve(DatabaseDump.GLOBALS)));
    }

    /** Else a service could keep the line from being restored, by one that only its own machine takes. */
    private static void set(Connection connection, DumpedRoles.Default one, Progress progress) {
        try {
            execute(connection, List.of(one.statement()));
        } catch (BackupException e) {
            progress.say("\n  ! A default of the sessions of " + one.role() + " is not restored. " + e.getMessage());
        }
    }

    private static void execute(Connection connection, List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw rejectedRoles(e);
        }
    }

    /** The public message has no text of PostgreSQL's, which may quote a statement. */
    static BackupException rejectedRoles(SQLException e) {
        String what = "PostgreSQL rejected the roles from the backup";
        return BackupException.reportedAs(
                what + ": " + e.getMessage(), "", what + "; the proof's own output has its message");
    }

    /** A rotation during the backup has put other ones into the files than into the roles, which are dumped first. */
    private void openLogins(Connection connection, Server server) throws IOException, SQLException {
        Logins.password(connection, Superuser.NAME, server.password());
        for (String role : List.of("ledger", "keycloak")) {
            Path file = folder.resolve("secrets/" + role + "-db-password");
            DatabaseLogin login = DatabaseLogin.of(role, Files.readString(file));
            Logins.open(connection, role, login, Logins.limit(connection, role));
        }
    }

    /**
     * Compares all restored databases with their manifests. A service's that differs is {@link #lost}, too: it accepts no
     * connections.
     *
     * @param advice what to do if one of the line's own differs
     * @throws BackupException if one of the line's own differs
     */
    public void compare(Server server, Line line, String advice, Progress progress) throws IOException, SQLException {
        Set<String> empty = lost.stream().map(LostDatabase::name).collect(Collectors.toSet());
        for (String database : line.databases()) {
            if (!empty.contains(database)) {
                unlessLost(
                        server, database, () -> compare(server, database, advice, progress), Postgres::closeDatabase);
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
