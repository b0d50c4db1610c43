package dev.slipway.line.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** A schema of its own in the ledger's database, made by the archive's migrations and gone after the test. */
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

    private final String name = "it_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    private final DataSource database;

    ScratchSchema(DataSource database) throws SQLException {
        this.database = database;
        execute("create schema " + name);
    }

    /** The ledger's migrations, oldest first. */
    List<MigrationInfo> migrations() {
        return Arrays.asList(flyway("latest").info().all());
    }

    /** Migrates up to and with this one. */
    void migrate(MigrationInfo last) {
        flyway(last.getVersion().getVersion()).migrate();
    }

    /** Migrates all the way. */
    void migrate() {
        flyway("latest").migrate();
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
        within(statement -> {
            try (ResultSet rows = statement.executeQuery(DESCRIPTION.formatted(name))) {
                while (rows.next()) {
                    description.add(rows.getString(1).replace(name + ".", ""));
                }
            }
        });
        return description;
    }

    /** Runs statements in it. */
    void execute(String sql) throws SQLException {
        within(statement -> statement.execute(sql));
    }

    @Override
    public void close() throws SQLException {
        execute("drop schema " + name + " cascade");
    }

    /** For one transaction only: the connection goes back to the pool that the ledger takes its own from. */
    private void within(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local search_path to " + name);
                work.on(statement);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Flyway flyway(String target) {
        return Flyway.configure(getClass().getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .schemas(name)
                .target(target)
                .load();
    }

    private interface Work {
        void on(Statement statement) throws SQLException;
    }
}
