package dev.slipway.line.backup.dump;

import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPrograms;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.PgRestore;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.TemporaryLogin;
import dev.slipway.line.database.Texts;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.postgresql.PGConnection;

/**
 * Loads dumps of databases. A dump has code of the database's owner, and loading it runs some of that, such as check
 * constraints. So the superuser first loads only what requires one; a {@link TemporaryLogin} loads the rest with the
 * owner's rights, and it belongs to the owner.
 *
 * @param server the target
 * @param folder the folder with the dumps
 * @param limit for loading a database, and for comparing it
 */
public record DumpLoad(Server server, Path folder, TimeLimit limit) {
    private static final int MOST_JOBS = 4;

    /**
     * Gives other roles' schemas to the database's owner. Not those that an extension has created; and the predefined
     * role, which owns {@code public} by default, stands for the database's owner.
     */
    private static final String GIVE_SCHEMAS = """
            select format('alter schema %I owner to %I', n.nspname, ?::name)
            from pg_namespace n
            where n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
              and pg_get_userbyid(n.nspowner) <> ?::name and pg_get_userbyid(n.nspowner) <> 'pg_database_owner'
              and not exists (select from pg_depend e
                where e.classid = 'pg_namespace'::regclass and e.objid = n.oid and e.deptype = 'e')""";

    /** Makes a database as its dump says, and loads it. */
    public void make(String database) throws IOException, SQLException {
        load(database, database, List.of("--create", "--dbname=" + Superuser.NAME));
    }

    /**
     * Loads a dump into another database, and gives that to the owner of the one that is there.
     *
     * @param database what was dumped
     * @param target an empty database of the superuser's, to which nobody else connects: what takes the superuser is
     *     loaded where its owner cannot have put anything yet
     */
    public void into(String database, String target) throws IOException, SQLException {
        load(database, target, List.of("--dbname=" + target));
    }

    private void load(String database, String target, List<String> first) throws IOException, SQLException {
        Path dump = DatabaseDump.dump(folder, database);
        Programs programs = BackupPrograms.in(folder);
        DumpContents contents = contents(programs, dump, database);
        List<String> options = PgRestore.options(programs);
        Path list = folder.resolve(database + ".list");
        Files.write(list, contents.frame());
        List<String> frame = new ArrayList<>(first);
        frame.addAll(options);
        frame.addAll(List.of("--use-list=" + list, dump.toString()));
        require(
                programs.with(server.environment()).run(server.clientOf(Superuser.NAME, "pg_restore", frame)),
                database);
        Files.write(list, contents.rest());
        try (Connection connection = server.connect(Superuser.NAME)) {
            String owner = owner(connection, database);
            if (!target.equals(database)) {
                try (Statement statement = connection.createStatement()) {
                    PGConnection postgres = connection.unwrap(PGConnection.class);
                    statement.execute("alter database " + postgres.escapeIdentifier(target) + " owner to "
                            + postgres.escapeIdentifier(owner));
                }
            }
            giveSchemas(target, owner);
            try (ConnectionLimit limited = ConnectionLimit.lift(connection, target);
                    TemporaryLogin login = TemporaryLogin.of(connection, owner)) {
                List<String> rest = new ArrayList<>(options);
                rest.addAll(List.of(
                        "--no-owner",
                        "--role=" + owner,
                        "--jobs=" + Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()),
                        "--use-list=" + list,
                        "--dbname=" + target,
                        dump.toString()));
                limit.run(
                        database,
                        Files.size(dump),
                        login::end,
                        () -> require(
                                programs.with(Server.environment(login.password()))
                                        .run(server.clientOf(login.user(), "pg_restore", rest)),
                                database));
            }
        }
        Files.delete(list);
    }

    /** With the rights to the database itself, which pg_restore restores only if they are listed. */
    private static DumpContents contents(Programs programs, Path dump, String database) throws IOException {
        List<String> words = List.of("pg_restore", "--list", "--verbose", "--create", dump.toString());
        return DumpContents.of(require(programs.run(words), database).output());
    }

    /** The owner cannot create tables in another role's schema. All that is loaded into it becomes the owner's, too. */
    private void giveSchemas(String target, String owner) throws SQLException {
        try (Connection connection = server.connect(target);
                Statement give = connection.createStatement()) {
            for (String statement : Texts.of(connection, GIVE_SCHEMAS, owner, owner)) {
                give.execute(statement);
            }
        }
    }

    /**
     * The differences between a loaded database and its manifest, one sentence each; empty if none.
     *
     * @param database what was dumped
     * @param target what it was loaded into
     * @param progress receives, before each table, the number done and the total
     */
    public List<String> differences(String database, String target, BiConsumer<Integer, Integer> progress)
            throws IOException, SQLException {
        Manifest expected = Manifest.read(DatabaseDump.manifest(folder, database));
        try (Connection superuser = server.connect(Superuser.NAME);
                ConnectionLimit limited = ConnectionLimit.lift(superuser, target);
                TemporaryLogin login = TemporaryLogin.reading(superuser, owner(superuser, target))) {
            long bytes = Files.size(DatabaseDump.dump(folder, database));
            return expected.differences(limit.run(database, bytes, login::end, () -> {
                try (Connection connection = server.read(target, login)) {
                    return new ManifestBuilder(connection).manifest(database, progress);
                }
            }));
        }
    }

    /** The role that owns a database. */
    static String owner(Connection connection, String database) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select pg_get_userbyid(datdba) from pg_database where datname = ?")) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new BackupException(
                            "There is no database " + database + " on this line.",
                            "./slipway up makes what is missing.");
                }
                return row.getString(1);
            }
        }
    }

    /**
     * The public message has no text of PostgreSQL's, which may quote what a service's code chose.
     *
     * @throws BackupException if pg_restore has failed
     */
    static Outcome require(Outcome outcome, String database) {
        if (!PgRestore.isComplete(outcome)) {
            String what = "PostgreSQL rejected the database " + database + " from the backup";
            throw BackupException.reportedAs(
                    what + ": " + PgRestore.error(outcome), "", what + "; the proof's own output has its message");
        }
        return outcome;
    }
}
