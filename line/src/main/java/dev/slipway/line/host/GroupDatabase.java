package dev.slipway.line.host;

import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Extensions;
import dev.slipway.line.database.LeftRole;
import dev.slipway.line.database.Logins;
import dev.slipway.line.database.PgRestore;
import dev.slipway.line.database.Postgres;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import dev.slipway.line.database.UnreadableObject;
import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.machine.DiskSpaceCheck;
import dev.slipway.line.host.plan.GroupStep;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Creates, copies, dumps and drops a group's database. */
final class GroupDatabase {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** A worker's pools use up to fourteen; an old and a new worker may overlap. */
    private static final int CONNECTIONS_OF_A_WORKER = 16;

    private static final int CONNECTIONS_BESIDE = 5;
    private static final List<String> DUMP = List.of("--format=custom", "--lock-wait-timeout=60000");

    private final Settings settings;
    private final Path state;
    private final Postgres postgres;
    private final String host;
    private final int port;
    private final Programs programs;

    GroupDatabase(Settings settings) {
        this.settings = settings;
        state = settings.state();
        postgres = new Postgres(settings.database("postgres"), settings.secret("postgres-password"));
        host = settings.databaseHost();
        port = settings.databasePort();
        programs = Programs.in(settings.state());
    }

    /**
     * Creates it unless it exists.
     *
     * @throws HostException if it is closed, as by a restore of the line that could not load it: the service would take
     *     the empty one for its own
     */
    void make(String name, DatabaseLogin login, int workers) throws SQLException {
        if (postgres.isClosed(name)) {
            throw new HostException("the database " + name + " accepts no connections, as after a restore that could"
                    + " not load it: restore it from another backup, or see the handbook's page Backup");
        }
        postgres.make(name);
        postgres.open(name, login, connections(workers));
    }

    private static int connections(int workers) {
        return CONNECTIONS_OF_A_WORKER * workers + CONNECTIONS_BESIDE;
    }

    /**
     * Dumps it in PostgreSQL's custom format; does nothing if the database is gone already. Closes the owner's login, for
     * a process that the service has left behind may keep tables locked. Not as the superuser, for pg_dump runs code of
     * the database's owner. One that was closed is closed again.
     */
    void dump(String name, GroupFolder folder, Instant now) throws IOException, SQLException {
        if (!postgres.exists(name)) {
            return;
        }
        postgres.closeAllAndTerminate(name);
        boolean wasClosed = postgres.isClosed(name);
        postgres.openDatabase(name);
        try {
            write(name, folder.dump(TIME.format(now)));
        } finally {
            if (wasClosed) {
                postgres.closeDatabase(name);
            }
        }
    }

    private void write(String name, Path file) throws IOException, SQLException {
        Path temporary = file.resolveSibling(".dump.new");
        Files.deleteIfExists(temporary);
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(StateFile.FOR_THE_OWNER)));
        try (Connection superuser = superuser();
                TemporaryLogin reader = TemporaryLogin.reading(superuser, name)) {
            requireReadable(name, reader);
            programs.with(Superuser.environment(reader.password()))
                    .to(temporary)
                    .run(client("pg_dump", reader.user(), name, DUMP.toArray(String[]::new)))
                    .orThrow(HostException::new);
        }
        programs.run("pg_restore", "--list", temporary.toString()).orThrow(HostException::new);
        AtomicFile.replace(file, temporary);
    }

    /** Receives progress. */
    @FunctionalInterface
    interface Progress {
        /** The text follows a comma. */
        void at(String how) throws IOException;
    }

    /**
     * Copies a database into another one on the same server by a pipe, replacing what was there. The new role owns
     * everything and no other role has rights; extensions that only a superuser can create stay the superuser's,
     * without rows that somebody has added to their tables, and the new role may use the same foreign data wrappers.
     * Copying runs the owner's code, such as check constraints, so it is read with the old role's rights and written as
     * the new role, not as the superuser.
     *
     * @throws HostException if the disk lacks space, or PostgreSQL rejects something, with the first error
     */
    void copy(GroupStep.CopyDatabase copy, DatabaseLogin login, int workers, Progress progress)
            throws IOException, SQLException {
        long bytes = postgres.bytes(copy.from());
        DiskSpaceCheck.require(copy.from(), bytes, Files.getFileStore(state).getUsableSpace());
        postgres.drop(copy.name());
        postgres.make(copy.name());
        Extensions there = extensions(copy.from());
        extensions(copy.name()).make(there.ofSuperuser());
        extensions(copy.name()).grant(there.wrappers(copy.from()), copy.name());
        postgres.open(copy.name(), login, connections(workers));
        try (Connection superuser = superuser();
                TemporaryLogin reader = TemporaryLogin.reading(superuser, copy.from())) {
            requireReadable(copy.from(), reader);
            List<String> dump = dumpOptions(there.tables(copy.from()));
            pipe(copy, reader, dump, login, bytes, progress);
        }
        postgres.copySettings(copy.from(), copy.name());
    }

    /**
     * The options of pg_dump for a copy.
     *
     * @param extensionTables the tables whose rows the copy's owner may not write: schema and name, quoted where
     *     needed, which is the form of pg_dump's patterns
     */
    static List<String> dumpOptions(List<String> extensionTables) {
        List<String> options = new ArrayList<>(DUMP);
        options.add("--compress=0");
        extensionTables.forEach(table -> options.add("--exclude-table-data=" + table));
        return options;
    }

    private void pipe(
            GroupStep.CopyDatabase copy,
            TemporaryLogin reader,
            List<String> dump,
            DatabaseLogin login,
            long bytes,
            Progress progress)
            throws IOException {
        List<String> options = new ArrayList<>(PgRestore.options(programs));
        options.addAll(List.of(
                "--format=custom",
                "--no-owner",
                "--role=" + copy.name(),
                "--no-privileges",
                "--no-comments",
                "--no-security-labels",
                "--no-publications",
                // A subscription in the copy would take messages from the original's.
                "--no-subscriptions",
                "--no-tablespaces"));
        Outcome outcome = programs.with(Superuser.environment(reader.password()))
                .pipe(
                        client("pg_dump", reader.user(), copy.from(), dump.toArray(String[]::new)),
                        Logins.environment(login.password()),
                        client("pg_restore", login.user(), copy.name(), options.toArray(String[]::new)),
                        () -> report(copy.name(), bytes, progress));
        if (!PgRestore.isComplete(outcome)) {
            throw new HostException("the database " + copy.from() + " cannot be copied: " + PgRestore.error(outcome));
        }
    }

    /** Its owner has the same name. */
    private void requireReadable(String name, TemporaryLogin reader) throws SQLException {
        try (Connection there = Superuser.connect(settings.database(name), postgres.password(), "slipway groups")) {
            Optional<UnreadableObject> unreadable = UnreadableObject.first(there, reader);
            if (unreadable.isPresent()) {
                throw new HostException(unreadable.get().reason(name));
            }
        }
    }

    private Connection superuser() throws SQLException {
        return Superuser.connect(postgres.url(), postgres.password(), "slipway groups");
    }

    private void report(String database, long bytes, Progress progress) {
        try {
            progress.at(DiskSpaceCheck.megabytes(postgres.bytes(database)) + " of about "
                    + DiskSpaceCheck.megabytes(bytes) + " MB");
        } catch (IOException | SQLException e) {
            // Only the progress is unknown then.
        }
    }

    private Extensions extensions(String database) {
        return new Extensions(settings.database(database), postgres.password());
    }

    private List<String> client(String program, String user, String database, String... options) {
        List<String> words = new ArrayList<>(List.of(
                program,
                "--host=" + host,
                "--port=" + port,
                "--username=" + user,
                "--no-password",
                "--dbname=" + database));
        words.addAll(List.of(options));
        return words;
    }

    void drop(String name) throws SQLException {
        postgres.drop(name);
    }

    Optional<LeftRole> left(String name) throws SQLException {
        return postgres.left(name);
    }
}
