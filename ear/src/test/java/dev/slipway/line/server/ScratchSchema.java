package dev.slipway.line.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A schema of its own in the ledger's database, made by the archive's migrations and gone after the tests. */
final class ScratchSchema implements AutoCloseable {
    /** Columns, constraints, indexes and functions in words; what Flyway keeps for itself is left out. */
    private static final String DESCRIPTION = """
            select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
            from information_schema.columns where table_schema = '%1$s' and table_name not like 'flyway%%'
            union all
            select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            from pg_constraint where connamespace = '%1$s'::regnamespace and conname not like 'flyway%%'
            union all
            select indexdef from pg_indexes where schemaname = '%1$s' and tablename not like 'flyway%%'
            union all
            select 'other ' || relkind::text || ' ' || relname
            from pg_class where relnamespace = '%1$s'::regnamespace and relkind not in ('r', 'i') and relname not like 'flyway%%'
            union all
            select pg_get_functiondef(oid) from pg_proc where pronamespace = '%1$s'::regnamespace
            """;

    private final DataSource database;
    private final String name;

    /** Creates one with a name that no other has. */
    ScratchSchema(DataSource database) throws SQLException {
        this(database, "it_" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
    }

    /** Creates one with this name, in place of one that was left behind. */
    ScratchSchema(DataSource database, String name) throws SQLException {
        this.database = database;
        this.name = name;
        execute("drop schema if exists " + name + " cascade");
        execute("create schema " + name);
    }

    /** The ledger's migrations, oldest first. */
    List<MigrationInfo> migrations() {
        return Arrays.asList(flyway().load().info().all());
    }

    /** Migrates all the way. */
    void migrate() {
        flyway().load().migrate();
    }

    /** Migrates as far as an earlier release does, whose grants are not known any more. */
    void migrateTo(String version) {
        flyway().target(version).skipDefaultCallbacks(true).load().migrate();
    }

    /** Migrates all the way; returns what was in it, in words, after each migration, by its script. */
    Map<String, SortedSet<String>> migrateStepByStep() {
        Map<String, SortedSet<String>> descriptions = new HashMap<>();
        flyway().callbacks(new AfterEach(context ->
                        descriptions.put(context.getMigrationInfo().getScript(), described(context.getConnection()))))
                .load()
                .migrate();
        return descriptions;
    }

    /** Before the migration is committed, which needs its search path afterwards. */
    private SortedSet<String> described(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String path;
            try (ResultSet shown = statement.executeQuery("show search_path")) {
                shown.next();
                path = shown.getString(1);
            }
            statement.execute("set search_path to " + name);
            SortedSet<String> description = description(statement);
            statement.execute("set search_path to " + path);
            return description;
        }
    }

    /** Takes one migration back, by the script that lies beside it. */
    void undo(MigrationInfo migration) throws SQLException, IOException {
        String script = "db/undo/U" + migration.getScript().substring(1);
        try (InputStream undo = getClass().getClassLoader().getResourceAsStream(script)) {
            byte[] sql =
                    Objects.requireNonNull(undo, () -> script + " is missing").readAllBytes();
            execute(new String(sql, StandardCharsets.UTF_8));
        }
        execute("delete from flyway_schema_history where version = '" + migration.getVersion() + "'");
    }

    /** What is in it, in words. */
    SortedSet<String> description() throws SQLException {
        SortedSet<String> description = new TreeSet<>();
        within(statement -> description.addAll(description(statement)));
        return description;
    }

    private SortedSet<String> description(Statement statement) throws SQLException {
        SortedSet<String> description = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery(DESCRIPTION.formatted(name))) {
            while (rows.next()) {
                description.add(rows.getString(1).replace(name + ".", ""));
            }
        }
        return description;
    }

    /** Runs statements in it. */
    void execute(String sql) throws SQLException {
        within(statement -> statement.execute(sql));
    }

    /** Runs statements in it, in one transaction that is rolled back. */
    void tryOut(String... statements) throws SQLException {
        within(false, statement -> {
            for (String sql : statements) {
                statement.execute(sql);
            }
        });
    }

    /** The only column of what a query finds. */
    List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        within(statement -> {
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        });
        return values;
    }

    /** The columns of each table, as a query names them; what Flyway keeps for itself is left out. */
    Map<String, String> columns() throws SQLException {
        Map<String, String> columns = new HashMap<>();
        for (String table : column("""
                select table_name::text || ':' || string_agg(quote_ident(column_name::text), ', ' order by ordinal_position)
                from information_schema.columns where table_schema = current_schema() and table_name not like 'flyway%'
                group by table_name""")) {
            String[] pair = table.split(":", 2);
            columns.put(pair[0], pair[1]);
        }
        return columns;
    }

    /** What is in these columns of these tables: of each, its rows as JSON. */
    Map<String, List<String>> rows(Map<String, String> columns) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (Map.Entry<String, String> table : columns.entrySet()) {
            rows.put(
                    table.getKey(),
                    column("select row_to_json(r)::text from (select %s from %s) r order by 1"
                            .formatted(table.getValue(), table.getKey())));
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        execute("drop schema " + name + " cascade");
    }

    private void within(Work work) throws SQLException {
        within(true, work);
    }

    /** For one transaction only: the connection goes back to the pool that the ledger takes its own from. */
    private void within(boolean isKept, Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local search_path to " + name);
                work.on(statement);
                if (isKept) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private FluentConfiguration flyway() {
        return Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .schemas(name);
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }

    private interface Look {
        void at(Context context) throws SQLException;
    }

    /** Looks at what each migration has done, by its own connection. */
    private static final class AfterEach extends BaseCallback {
        private final Look look;

        AfterEach(Look look) {
            this.look = look;
        }

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                look.at(context);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
