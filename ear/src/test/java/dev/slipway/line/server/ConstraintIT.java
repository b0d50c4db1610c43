package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.line.Database;
import jakarta.annotation.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the application would never write, the database would not take either. All tests share a schema, and none changes it. */
@ArquillianTest
class ConstraintIT {
    private static final String ID = "00000000-0000-0000-0000-00000000000";
    private static final String FILES = "constraints/";
    private static final String SCHEMA = "it_constraint";

    /** Of each table a valid row, in the order in which they are inserted; {@code #4} is an id, and {@code now} is now. */
    private static final Map<String, String> ROWS = read("rows.txt");

    /** For each constraint one change of a valid row that breaks it, and it alone. Primary keys are broken by the row itself. */
    private static final Map<String, String> BREACHES = read("breaches.txt");

    /** Used in the server only, where this class is loaded once for all tests. */
    private static @Nullable ScratchSchema shared;

    @Resource(lookup = "java:jboss/datasources/OwnerDS")
    DataSource database;

    @Deployment
    static WebArchive archive() {
        return InServer.archive(ConstraintIT.class)
                .addAsResource(FILES + "rows.txt")
                .addAsResource(FILES + "breaches.txt");
    }

    /** Outside the server: Arquillian runs each test there alone, and skips such methods. */
    @AfterAll
    static void dropSchema() {
        Database.execute("drop schema if exists " + SCHEMA + " cascade");
    }

    @Test
    void refusesWhatBreaksIt() throws Exception {
        ScratchSchema schema = migrated(database);
        for (String table : ROWS.keySet()) {
            assertRefuses(schema, insert(table, ""), "pk_" + table);
        }
        for (Map.Entry<String, String> breach : BREACHES.entrySet()) {
            String[] constraint = breach.getKey().split(" ", -1);
            assertRefuses(schema, insert(constraint[0], breach.getValue()), constraint[1]);
        }
    }

    @Test
    void isTriedForEveryConstraintThereIs() throws Exception {
        Set<String> tried = new HashSet<>(BREACHES.keySet());
        // Not a rule of its own: it is there for a foreign key, and its first column is the primary key.
        tried.add("release uq_release_id_service_id");
        ScratchSchema schema = migrated(database);
        assertThat(schema.description().stream()
                        .filter(line -> line.startsWith("constraint "))
                        .map(line -> line.split(" ", -1)[1].replaceFirst(".*\\.", "") + " " + line.split(" ", -1)[2])
                        .filter(constraint -> !constraint.contains(" pk_")))
                .containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void refusesASecondOpenDriftOfTheSame() throws Exception {
        ScratchSchema schema = migrated(database);
        assertRefuses(schema, insert("drift", "id #9"), "uq_drift_open");
        schema.tryOut("update drift set cleared_at = now(), clearance = 'removed'", insert("drift", "id #9"));
    }

    @Test
    void takesASecondOpenUseOfBreakGlass() throws Exception {
        ScratchSchema schema = migrated(database);
        assertThatCode(() -> schema.tryOut(
                        "update drift set kind = 'break-glass'", insert("drift", "id #9, kind 'break-glass'")))
                .doesNotThrowAnyException();
    }

    /** The version before this one inserts a request without it. */
    @Test
    void knowsTheServiceOfARequest() throws Exception {
        ScratchSchema schema = migrated(database);
        assertThatCode(() -> schema.tryOut("alter table deployment_request alter column service_id set not null"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesToLoseWhatOthersReferTo() throws Exception {
        ScratchSchema schema = migrated(database);
        assertRefuses(schema, "delete from service where name = 'shop'", "fk_release_service_id");
        assertRefuses(schema, "delete from environment where name = 'here'", "fk_deployment_environment_id");
        assertRefuses(schema, "delete from release", "fk_deployment_release_id_service_id");
    }

    /** Migrates it and fills it when it is needed for the first time. */
    private static ScratchSchema migrated(DataSource database) throws SQLException {
        ScratchSchema schema = shared;
        if (schema == null) {
            schema = filled(database);
            shared = schema;
        }
        return schema;
    }

    private static ScratchSchema filled(DataSource database) throws SQLException {
        ScratchSchema schema = new ScratchSchema(database, SCHEMA);
        schema.migrate();
        for (String table : ROWS.keySet()) {
            schema.execute(insert(table, ""));
        }
        // A second deployment and a second environment, for what tells of two.
        schema.execute(insert("environment", "id #7, name 'there'"));
        schema.execute(insert("deployment", "id #7"));
        return schema;
    }

    private static void assertRefuses(ScratchSchema schema, String sql, String constraint) {
        assertThatExceptionOfType(SQLException.class)
                .as(sql)
                .isThrownBy(() -> schema.tryOut(sql))
                .withMessageContaining("\"" + constraint + "\"")
                .satisfies(refusal -> assertThat(refusal.getSQLState()).startsWith("23"));
    }

    /** The valid row with some columns changed. */
    private static String insert(String table, String changes) {
        Map<String, String> row = new TreeMap<>();
        for (String columns : List.of(ROWS.getOrDefault(table, ""), changes)) {
            for (String column : columns.isEmpty() ? new String[0] : columns.split(", ", -1)) {
                String[] pair = column.split(" ", 2);
                row.put(pair[0], pair[1].equals("now") ? "now()" : pair[1]);
            }
        }
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", row.keySet()), String.join(", ", row.values()))
                .replaceAll("#(\\d)", "'" + ID + "$1'");
    }

    private static Map<String, String> read(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        try (InputStream file = ConstraintIT.class.getClassLoader().getResourceAsStream(FILES + name)) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(line -> line.split(": ", 2))
                    .forEach(pair -> all.merge(pair[0], pair[1], (one, other) -> {
                        throw new IllegalStateException(pair[0] + " stands in " + name + " twice");
                    }));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
