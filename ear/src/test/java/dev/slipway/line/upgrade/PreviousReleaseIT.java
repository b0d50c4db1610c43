package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Wars;
import dev.slipway.line.load.Balancer;
import dev.slipway.line.service.app.RowsServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A line of the previous release, with a service that has a database and a login, is upgraded to this checkout, and goes back; both while
 * it is in use. It builds that release, which takes its dependencies from Maven Central.
 */
@Isolated
@TestMethodOrder(OrderAnnotation.class)
class PreviousReleaseIT {
    private static final String SERVICE = "upgraded-rows";
    private static final int WORKERS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * At 20 a second: PostgreSQL restarts where its configuration changes, and so does httpd, which the previous release's {@code down} lets
     * wait for open pages for 15 s.
     */
    private static final int REFUSED = 20 * 25;

    private static final Clone CLONE = PreviousRelease.make(Line.target().resolve("previous/checkout"));

    private static String previous = "";
    private static Set<String> recorded = Set.of();
    private static int rows;

    @BeforeAll
    static void start() throws IOException, SQLException {
        previous = CLONE.head();
        Command up = CLONE.slipway("up").with("SLIPWAY_JAVA_OPTIONS", Line.BRIEF);
        FreePorts.ofLine().forEach(up::with);
        up.run().expectSuccess();
        CLONE.slipway("services add " + SERVICE + " --environment production=" + WORKERS + " --database --login")
                .run()
                .expectSuccess();
        CLONE.deploy(SERVICE, Wars.application("rows", RowsServlet.class));
        recorded = deployments();
        assertThat(recorded).anyMatch(deployment -> deployment.contains(SERVICE + " 1 production succeeded"));
    }

    @AfterAll
    static void stop() {
        CLONE.remove();
    }

    @Test
    @Order(1)
    void isUpgradedToThisCheckout() throws Exception {
        underLoad("v" + PreviousRelease.NEXT, PreviousReleaseIT::awaitNewServer);
        assertThat(CLONE.slipway("doctor").run().expectSuccess().output()).noneMatch(line -> line.contains("✗"));
        auditIsIntact();
    }

    @Test
    @Order(2)
    void goesBack() throws Exception {
        underLoad(previous, () -> {});
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void underLoad(String version, Work then) throws Exception {
        Steady load = Steady.on(CLONE.line(), "/rows", SERVICE);
        try (load) {
            CLONE.slipway("upgrade " + version + " --yes").run().expectSuccess();
            then.run();
            awaitAllWorkers();
        }
        System.out.printf(
                "to %s: %d answered, %d not%n",
                version, load.answered(), load.failed().size());
        rows += load.answeredByServices();
        assertThat(CLONE.head()).isEqualTo(version);
        assertThat(CLONE.live()).startsWith(version.substring(1) + "+");
        assertThat(load.answeredByServices()).isPositive();
        assertThat(load.failed()).as("requests that were not answered").hasSizeLessThan(REFUSED);
        assertThat(deployments()).containsAll(recorded);
        recorded = deployments();
        assertThat(storedRows())
                .as("rows of which the application has said that they are stored")
                .isGreaterThanOrEqualTo(rows);
    }

    private static void awaitNewServer() throws IOException {
        Path homes = CLONE.state().resolve("wildfly/service-homes");
        await("the new server of each worker").atMost(PATIENCE).until(() -> {
            String newest = Files.readString(homes.resolve("newest.id")).substring(0, 16);
            return IntStream.rangeClosed(1, WORKERS)
                    .allMatch(worker -> commandLine(worker).contains(homes.resolve(newest) + "/"));
        });
    }

    private static String commandLine(int worker) {
        return String.join(
                "", CLONE.output("cat /proc/$(cat .slipway/run/" + name(worker) + ".pid)/cmdline | tr '\\0' ' '"));
    }

    private static void awaitAllWorkers() {
        Line line = CLONE.line();
        await("requests to each worker")
                .atMost(PATIENCE)
                .until(() -> IntStream.rangeClosed(1, WORKERS)
                        .allMatch(worker ->
                                Balancer.isOk(line, "worker-" + worker) && Balancer.isOk(line, SERVICE, name(worker))));
    }

    private static String name(int worker) {
        return SERVICE + "-production-" + worker;
    }

    /** The chain of events goes on from what the previous release has linked. */
    private static void auditIsIntact() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Path extract = CLONE.state().resolve("extract.zip");
        try (Realm realm = new Realm(CLONE.line())) {
            CLONE.slipway("audit --from " + LocalDate.parse(today).minusDays(1) + " --to " + today + " --output "
                            + extract)
                    .with("SLIPWAY_TOKEN", realm.client("admin").token())
                    .quietly()
                    .run()
                    .expectSuccess();
        }
        CLONE.slipway("verify " + extract).run().expectSuccess();
    }

    private static Set<String> deployments() throws SQLException {
        return new TreeSet<>(query("slipway", """
                select concat_ws(' ', d.id, s.name, r.version, e.name, d.outcome, d.started_at, d.artifact_digest) from deployment d
                join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                join release r on r.id = d.release_id"""));
    }

    private static int storedRows() throws SQLException {
        String database = query("postgres", "select datname from pg_database where datname like '%rows%'")
                .get(0);
        return Integer.parseInt(
                query(database, "select count(*)::text from entry").get(0));
    }

    private static List<String> query(String database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = CLONE.line().superuser(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
