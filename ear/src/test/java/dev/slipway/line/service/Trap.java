package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * What the owner of a service's database may put into it, to have code run with the rights of the superuser, who dumps it,
 * compares it, restores it and copies it: a function that is found before PostgreSQL's own, a cast of a table's rows to text,
 * and a check constraint. Whoever lets it run as the superuser leaves a file behind.
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
            insert into public.trap_cast values (1);
            insert into public.trap_check values (1);
            alter database %2$s set search_path = public, trap, pg_catalog""";

    private final Path marks;

    private Trap(Path marks) {
        this.marks = marks;
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
            Trap trap = new Trap(marks);
            String database = group.replace('-', '_');
            String password = Files.readString(LINE.state().resolve("groups/" + group + "/secrets/database-password"));
            run(database, database, password.strip(), PLANT.formatted(marks, database));
            trap.springs(database);
            return trap;
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** That it works with somebody careless. */
    private void springs(String database) throws IOException, SQLException {
        run(database, "postgres", LINE.secret("postgres-password"), """
                select pg_export_snapshot();
                select row::text from trap_cast row;
                insert into trap_check values (2)""");
        assertThat(marks()).containsExactlyInAnyOrder("path", "cast", "check");
        for (String mark : marks()) {
            Files.delete(marks.resolve(mark));
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

    private static void run(String database, String user, String password, String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + LINE.port("SLIPWAY_POSTGRES_PORT") + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
