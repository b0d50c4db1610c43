package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the owner of a service's database may put into it, to have code run with the rights of the superuser, who dumps it,
 * compares it, restores it and copies it: a function that is found before PostgreSQL's own, a cast of a table's rows to text,
 * a check constraint, and an index whose expression the planner of any query evaluates. Whoever lets it run as the superuser
 * leaves a file behind; whoever lets the last one read the passwords' verifiers fails. Whoever is idle in a transaction there for a second is
 * disconnected, but for the owner; others' sessions have the owner's rights, and only read. The database is a template, which PostgreSQL does
 * not drop. A default of its owner's sessions has a line that looks like a statement on the role with a command of psql's, which whoever takes
 * it from the dumped roles runs.
 */
final class Trap {
    private static final Line LINE = Line.running();

    private static final String PLANT = """
            create schema trap;
            create function trap.spring(what text) returns void language plpgsql set search_path = pg_catalog as $$
            begin
              if (select rolsuper from pg_roles where rolname = session_user) then
                perform set_config('role', 'none', false);
                execute format('copy (select 1) to program %%L', 'touch %1$s/' || what);
              end if;
            end $$;
            create function trap.pg_export_snapshot() returns text language plpgsql as
              $$ begin perform trap.spring('path'); return pg_catalog.pg_export_snapshot(); end $$;
            create table public.trap_cast (id integer);
            create function trap.as_text(public.trap_cast) returns text language plpgsql as
              $$ begin perform trap.spring('cast'); return 'trap'; end $$;
            create cast (public.trap_cast as text) with function trap.as_text(public.trap_cast);
            create function trap.is_good(integer) returns boolean language plpgsql as
              $$ begin perform trap.spring('check'); return true; end $$;
            create table public.trap_check (id integer check (trap.is_good(id)));
            create function trap.sprung() returns integer language plpgsql as
              $$ begin
                perform trap.spring('index');
                if not (select rolsuper from pg_catalog.pg_roles where rolname = session_user)
                    and has_table_privilege(current_user, 'pg_catalog.pg_authid', 'select') then
                  raise exception 'it reads what others prove their passwords by';
                end if;
                return 0;
              end $$;
            create function trap.zero(integer) returns integer language plpgsql immutable as $$ begin return trap.sprung(); end $$;
            create table public.trap_index (id integer);
            create index on public.trap_index ((id + trap.zero(0)));
            insert into public.trap_cast values (1);
            insert into public.trap_check values (1);
            insert into public.trap_index values (1);
            create table public.trap_table (id integer);
            create sequence public.trap_sequence;
            create server trap_elsewhere foreign data wrapper postgres_fdw options (host '127.0.0.1');
            alter database %2$s set idle_in_transaction_session_timeout = '1s';
            alter role %2$s in database %2$s set idle_in_transaction_session_timeout = '5min';
            alter database %2$s set default_transaction_read_only = on;
            alter role %2$s in database %2$s set default_transaction_read_only = off;
            alter database %2$s set role = %2$s;
            alter role %2$s set application_name = E'\\nALTER ROLE %2$s WITH SUPERUSER LOGIN; \\\\! touch %1$s/roles\\n';
            alter database %2$s is_template true;
            alter database %2$s set search_path = public, trap, pg_catalog""";

    /** What a superuser lets the owner use, and what the dump's owner may not grant. */
    private static final String GRANTS = """
            create extension postgres_fdw;
            grant usage on foreign data wrapper postgres_fdw to %1$s;
            grant execute on function pg_catalog.pg_stat_reset() to %1$s;
            alter default privileges in schema public grant select on tables to pg_monitor""";

    private static final String IS_DUMPED = """
            select from pg_locks where relation = to_regclass('public.trap_table') and mode = 'AccessShareLock'
              and pid <> pg_backend_pid()""";

    private static final String IS_IDLE_FOR_LONG = """
            select from pg_stat_activity where datname = '%s' and application_name = 'slipway backup'
              and state = 'idle in transaction' and clock_timestamp() - state_change > interval '2s'""";

    /** Waits for pg_dump, which has locked the table. */
    private static final String VIEW_FOR_TABLE = """
            drop table public.trap_table;
            create view public.trap_table as select trap.sprung() as id""";

    private static final String TABLE_FOR_VIEW = """
            drop view public.trap_table;
            create table public.trap_table (id integer)""";

    private static final String TABLE_FOR_SEQUENCE = """
            drop sequence public.trap_sequence;
            create table public.trap_sequence (last_value bigint, is_called boolean);
            create index on public.trap_sequence ((last_value + trap.zero(0)))""";

    private static final String SEQUENCE_FOR_TABLE = """
            drop table public.trap_sequence;
            create sequence public.trap_sequence""";

    /** Waits for pg_dump likewise. To a snapshot from before, the table is empty then. */
    private static final String REWRITE = "alter table public.trap_index alter column id type bigint";

    private static final String REWRITE_BACK = "alter table public.trap_index alter column id type integer";

    private final Path marks;
    private final String database;
    private final String password;

    private Trap(Path marks, String database, String password) {
        this.marks = marks;
        this.database = database;
        this.password = password;
    }

    /**
     * Plants it.
     *
     * @param group of the service, in whose name it is done
     * @param folder for a folder of its own
     */
    static Trap plant(String group, Path folder) {
        try {
            Path marks = Files.createDirectory(folder.resolve("marks"));
            // PostgreSQL's user writes there.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(marks, PosixFilePermissions.fromString("rwxrwxrwx"));
            Trap trap = new Trap(
                    marks,
                    group.replace('-', '_'),
                    Files.readString(LINE.state().resolve("groups/" + group + "/secrets/database-password"))
                            .strip());
            try (Connection superuser = LINE.superuser(trap.database);
                    Statement statement = superuser.createStatement()) {
                statement.execute(GRANTS.formatted(trap.database));
            }
            trap.asOwner(PLANT.formatted(marks, trap.database));
            trap.springs();
            return trap;
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** That it works with somebody careless. */
    private void springs() throws IOException, SQLException {
        try (Connection connection = connection("postgres", LINE.secret("postgres-password"));
                Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = off");
            statement.execute("""
                    select pg_export_snapshot();
                    select row::text from trap_cast row;
                    insert into trap_check values (2)""");
            statement.execute("select count(*) from only trap_index");
        }
        assertThat(marks()).containsExactlyInAnyOrder("path", "cast", "check", "index");
        for (String mark : marks()) {
            Files.delete(marks.resolve(mark));
        }
    }

    /** Puts a view in the place of a table while a backup is taken, which has looked up what there is. */
    <T> T swapTableDuring(Supplier<T> backup) throws SQLException {
        return swapDuring(backup, VIEW_FOR_TABLE, TABLE_FOR_VIEW);
    }

    /** Puts a table in the place of a sequence, likewise. */
    <T> T swapSequenceDuring(Supplier<T> backup) throws SQLException {
        return swapDuring(backup, TABLE_FOR_SEQUENCE, SEQUENCE_FOR_TABLE);
    }

    /** Rewrites a table with a row, likewise. */
    <T> T rewriteDuring(Supplier<T> backup) throws SQLException {
        return swapDuring(backup, REWRITE, REWRITE_BACK);
    }

    /** Has pg_dump wait for a table, until the backup was idle for longer than the owner lets others be. */
    <T> T delay(Supplier<T> backup) throws SQLException {
        return delay(backup, () -> {});
    }

    /** The same, and something else meanwhile, which is over within the minute that pg_dump waits. */
    <T> T delay(Supplier<T> backup, Runnable meanwhile) throws SQLException {
        try (Connection connection = connection(database, password);
                Statement lock = connection.createStatement();
                Connection superuser = LINE.superuser("postgres");
                Statement look = superuser.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("lock table public.trap_table in access exclusive mode");
            CompletableFuture<T> taken = CompletableFuture.supplyAsync(backup);
            await().atMost(Duration.ofMinutes(2)).until(() -> isThere(look, IS_IDLE_FOR_LONG.formatted(database)));
            meanwhile.run();
            connection.rollback();
            return taken.join();
        }
    }

    /** Keeps a table and the owner's own role locked meanwhile, as a process that the service has left behind may. */
    void lockDuring(Runnable removal) throws SQLException {
        try (Connection connection = connection(database, password);
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("set idle_in_transaction_session_timeout = 0");
            lock.execute("lock table public.trap_table in access exclusive mode");
            lock.execute("alter role current_user password 'another'");
            removal.run();
        }
    }

    private <T> T swapDuring(Supplier<T> backup, String swap, String back) throws SQLException {
        CompletableFuture<Void> swapped = CompletableFuture.runAsync(() -> swap(swap));
        T result = backup.get();
        swapped.orTimeout(1, TimeUnit.MINUTES).join();
        asOwner(back);
        return result;
    }

    private void swap(String sql) {
        try (Connection connection = connection(database, password);
                Statement statement = connection.createStatement()) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> isThere(statement, IS_DUMPED));
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isThere(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    /** That nobody was caught since then. */
    void hasCaughtNobody() throws IOException {
        assertThat(marks())
                .as("code of the database's owner that ran as the superuser")
                .isEmpty();
    }

    private String[] marks() throws IOException {
        try (Stream<Path> files = Files.list(marks)) {
            return files.map(file -> String.valueOf(file.getFileName())).toArray(String[]::new);
        }
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = connection(database, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection(String user, String secret) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + LINE.port("SLIPWAY_POSTGRES_PORT") + "/" + database, user, secret);
    }
}
