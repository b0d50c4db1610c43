package dev.slipway.line.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Every migration can be taken back: a rehearsal with the scripts that were built. */
@ArquillianTest
class MigrationIT {
    /** Those before this one, the first one first. */
    private static final List<Released> RELEASED =
            List.of(new Released("0.1.0", "202611272132"), new Released("0.2.0", "202611302180"));

    @Resource(lookup = "java:jboss/datasources/OwnerDS")
    DataSource database;

    @Deployment
    static WebArchive archive() {
        WebArchive archive = InServer.archive(MigrationIT.class);
        RELEASED.forEach(release -> archive.addAsResource(release.rows()));
        return archive;
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

    @Test
    void keepsWhatTheFirstReleaseWroteAndGivesItBack() throws Exception {
        keeps(RELEASED.subList(0, 1));
    }

    @Test
    void keepsWhatTheReleaseBeforeWroteAndGivesItBack() throws Exception {
        keeps(RELEASED);
    }

    /**
     * No migration changes what was in a column after the last of these releases, to which the others had been upgraded, and the way back
     * to it loses nothing but the columns that are new.
     */
    private void keeps(List<Released> releases) throws Exception {
        try (ScratchSchema schema = new ScratchSchema(database)) {
            for (Released release : releases) {
                schema.migrateTo(release.migration());
                schema.execute(release.sql());
            }
            SortedSet<String> released = schema.description();
            Map<String, String> columns = schema.columns();
            Map<String, List<String>> rows = schema.rows(columns);
            assertThat(rows)
                    .allSatisfy((table, some) -> assertThat(some)
                            .as("rows of %s, of which there is one where it can be one alone", table)
                            .hasSizeGreaterThanOrEqualTo(table.equals("group_reader") ? 1 : 2));

            schema.migrate();

            assertThat(schema.rows(columns)).isEqualTo(rows);
            assertThat(schema.column("""
                            select q.state from deployment_request q join release r on r.id = q.release_id
                            where q.service_id is distinct from r.service_id""")).isEmpty();
            assertThat(schema.column("""
                            select q.actor || ' replaced ' || r.actor from deployment_request q
                            join deployment_request r on r.id = q.replaced_id""")).containsExactly("bob replaced alice");
            assertThat(schema.column("select actor from sync where is_expired")).containsExactly("carol");
            assertThat(schema.column("select actor from restart where is_expired"))
                    .containsExactly("carol");

            List<MigrationInfo> migrations = schema.migrations();
            MigrationVersion last = MigrationVersion.fromVersion(
                    releases.get(releases.size() - 1).migration());
            for (int i = migrations.size() - 1; migrations.get(i).getVersion().compareTo(last) > 0; i--) {
                schema.undo(migrations.get(i));
            }
            assertThat(schema.description()).isEqualTo(released);
            assertThat(schema.rows(columns)).isEqualTo(rows);

            schema.migrate();
            assertThat(schema.rows(columns)).isEqualTo(rows);
        }
    }

    /** The release before this one goes on writing while its workers are replaced, and after a rollback. */
    @Test
    void fillsInWhichConfigurationChangeAnOlderReleaseReplaced() throws Exception {
        try (ScratchSchema schema = new ScratchSchema(database)) {
            schema.migrate();
            schema.execute("""
                    insert into service (id, name, title, created_at) values (gen_random_uuid(), 'shop', 'Shop', now());
                    insert into release (id, service_id, version, artifact_digest, recorded_at)
                    select gen_random_uuid(), id, '1.0', 'sha256:' || repeat('0', 64), now() from service where name = 'shop';
                    insert into deployment_request (id, release_id, environment_id, channel, actor, kind, configuration_version,
                        is_for_agent, is_rollback, state, reasons, requested_at, decided_at)
                    select gen_random_uuid(), r.id, e.id, 'cli', 'alice', 'configure', 1,
                        true, false, 'withdrawn', '[]', now() - interval '1 hour', now()
                    from release r cross join environment e where e.name = 'production';
                    insert into deployment_request (id, release_id, environment_id, channel, actor, kind, configuration_version,
                        is_for_agent, is_rollback, state, reasons, requested_at)
                    select gen_random_uuid(), r.id, e.id, 'cli', 'bob', 'configure', 2, true, false, 'waiting', '[]', now()
                    from release r cross join environment e where e.name = 'production'""");
            assertThat(schema.column("""
                            select q.actor || ' replaced ' || coalesce(r.actor, 'nobody') from deployment_request q
                            left join deployment_request r on r.id = q.replaced_id order by q.requested_at""")).containsExactly("alice replaced nobody", "bob replaced alice");
        }
    }

    /** What is 22:00 is stored by the release before this one less the offset that the machine's zone had in 1970. */
    @Test
    void fillsInTheTimesOfChannelsForBothReleases() throws Exception {
        Map<String, String> former = Map.of(
                "Europe/Berlin", "21:00:00",
                "America/Los_Angeles", "06:00:00",
                "Europe/London", "21:00:00",
                "UTC", "22:00:00");
        String insert = """
                set local time zone '%1$s';
                insert into notification_channel (id, name, type, target, zone, created_by, created_at, %2$s)
                values (gen_random_uuid(), '%2$s %1$s', 'mail', 'a@example.org', '%1$s', 'alice', now(), '%3$s')""";
        try (ScratchSchema schema = new ScratchSchema(database)) {
            schema.migrate();
            for (Map.Entry<String, String> time : former.entrySet()) {
                schema.execute(insert.formatted(time.getKey(), "digest_at", time.getValue()));
                schema.execute(insert.formatted(time.getKey(), "local_digest_at", "22:00"));
            }
            assertThat(schema.column("select local_digest_at::text from notification_channel"))
                    .hasSize(2 * former.size())
                    .containsOnly("22:00:00");
            for (Map.Entry<String, String> time : former.entrySet()) {
                assertThat(schema.column("select digest_at::text from notification_channel where zone = '%s'"
                                .formatted(time.getKey())))
                        .as(time.getKey())
                        .containsExactly(time.getValue(), time.getValue());
            }
        }
    }

    /**
     * A release.
     *
     * @param migration the number of its last migration
     */
    private record Released(String version, String migration) {
        /** The file with rows that its database may have, besides those of the release before it. */
        String rows() {
            return "upgrade/" + version + ".sql";
        }

        String sql() throws IOException {
            try (InputStream file = MigrationIT.class.getClassLoader().getResourceAsStream(rows())) {
                return new String(Objects.requireNonNull(file, rows()).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
