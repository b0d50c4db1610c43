package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Every migration can be taken back: a rehearsal with the scripts that were built. */
@ArquillianTest
class MigrationIT {
    @Resource(lookup = "java:jboss/datasources/OwnerDS")
    DataSource database;

    @Deployment
    static WebArchive archive() {
        return InServer.archive(MigrationIT.class);
    }

    @Test
    void goesUpAndDownAndUpAgain() throws Exception {
        try (ScratchSchema schema = new ScratchSchema(database)) {
            List<MigrationInfo> migrations = schema.migrations();
            assertThat(migrations).isNotEmpty();

            List<SortedSet<String>> before = new ArrayList<>(List.of(schema.description()));
            Map<String, SortedSet<String>> after = schema.migrateStepByStep();
            for (MigrationInfo migration : migrations) {
                String script = migration.getScript();
                SortedSet<String> description = Objects.requireNonNull(after.get(script), script);
                assertThat(description).as("%s does something", script).isNotEqualTo(before.get(before.size() - 1));
                before.add(description);
            }
            SortedSet<String> whole = schema.description();
            assertThat(whole).isEqualTo(before.get(migrations.size()));

            for (int i = migrations.size() - 1; i >= 0; i--) {
                schema.undo(migrations.get(i));
                assertThat(schema.description())
                        .as("after the undo of %s", migrations.get(i).getScript())
                        .isEqualTo(before.get(i));
            }
            schema.migrate();
            assertThat(schema.description()).isEqualTo(whole);
        }
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        try (ScratchSchema schema = new ScratchSchema(database)) {
            schema.migrate();
            SortedSet<String> once = schema.description();
            schema.migrate();
            assertThat(schema.description()).isEqualTo(once);
        }
    }
}
