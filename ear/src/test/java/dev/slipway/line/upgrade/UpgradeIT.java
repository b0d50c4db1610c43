package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.load.Balancer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A line of its own goes to the next version, with another server configuration, another httpd.conf and a migration; tries one that does
 * not start, and is back by itself; and goes back to the first. It waits where somebody has to approve, and is killed at each of its turns.
 * Nobody who calls the line meanwhile, or a service on it, is refused.
 */
@Isolated
@TestMethodOrder(OrderAnnotation.class)
class UpgradeIT {
    private static final Clone VERSIONS = Versions.make(Line.target().resolve("upgrade/checkout"));

    @BeforeAll
    static void start() {
        Command up = VERSIONS.slipway("up --built").with("SLIPWAY_JAVA_OPTIONS", Line.BRIEF);
        FreePorts.ofLine().forEach(up::with);
        // The JDK of all programs, which is that of the tests: on a machine that has another one, the ledger would run
        // on that.
        up.with("SLIPWAY_LEDGER_JAVA_HOME", System.getProperty("java.home"));
        up.run().expectSuccess();
    }

    @AfterAll
    static void stop() {
        VERSIONS.remove();
    }

    @Test
    @Order(0)
    void runsTheLedgerOnTheJdkOfAllPrograms() throws IOException {
        String pid = Files.readString(VERSIONS.state().resolve("run/wildfly-1.pid"));
        assertThat(Files.readString(Path.of("/proc", pid.strip(), "cmdline")))
                .startsWith(System.getProperty("java.home") + "/bin/java");
    }

    @Test
    @Order(1)
    void saysWhatWillChangeAndChangesNothing() throws Exception {
        Command.Result said =
                VERSIONS.slipway("upgrade v" + Versions.NEXT + " --dry-run").run();
        assertThat(said.code()).isZero();
        assertThat(said.output())
                .contains(
                        "From v" + Versions.THIS + " to v" + Versions.NEXT,
                        "  Slipway " + Versions.THIS + " -> " + Versions.NEXT,
                        "  Each of the ledger's workers gets its new server at its turn, while the others answer.",
                        "  httpd takes its new configuration by a reload, or restarts if its limits"
                                + " change: then nothing answers for some seconds.",
                        "  " + Versions.MIGRATION,
                        "  automatic, if it does not start",
                        "  Look at " + Versions.NEXT + ".");
        Path note = Files.writeString(VERSIONS.folder().resolve("a note.txt"), "mine");
        Command.Result refused =
                VERSIONS.slipway("upgrade v" + Versions.NEXT + " --yes").run();
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.output()).anyMatch(line -> line.contains("no commit has: a note.txt"));
        Files.delete(note);
        assertThat(VERSIONS.slipway("upgrade v0.7.0").run().code()).isEqualTo(3);
        assertThat(VERSIONS.live()).startsWith(Versions.THIS + "+");
    }

    @Test
    @Order(2)
    void waitsForAnApprovalAndPutsBackWhatRanWhenTold() throws Exception {
        try (Realm realm = new Realm(VERSIONS.line())) {
            Caller admin = realm.client("admin");
            wantApprovals(admin, 1);
            try {
                VERSIONS.killed("upgrade v" + Versions.NEXT + " --no-backup --yes", "waits to enter production")
                        .run()
                        .expectSuccess();
                assertThat(VERSIONS.head()).isEqualTo("v" + Versions.THIS);
                assertThat(VERSIONS.live()).startsWith(Versions.THIS + "+");
                approve(realm.client("approver"), "v" + Versions.NEXT);
                underLoad(() -> {
                    VERSIONS.killed("upgrade --yes", "A new server for each worker", "^ +[0-9]+ s$")
                            .run()
                            .expectSuccess();
                    assertThat(VERSIONS.head()).isEqualTo("v" + Versions.NEXT);
                    // Nothing goes on without it: the other worker keeps its server.
                    VERSIONS.bash("flock --wait 10 .slipway/run/lock true")
                            .run()
                            .expectSuccess();
                    assertThat(serverHasProbe()).isLessThan(2);
                    VERSIONS.slipway("upgrade --back --yes").run().expectSuccess();
                });
            } finally {
                // Whatever failed, the upgrades of the other tests wait for nobody.
                wantApprovals(admin, 0);
            }
        }
        assertThat(VERSIONS.live()).startsWith(Versions.THIS + "+");
        assertThat(VERSIONS.head()).isEqualTo("v" + Versions.THIS);
        assertThat(header()).isEmpty();
        assertThat(serverHasProbe()).isZero();
        awaitAllWorkers();
        assertThat(VERSIONS.slipway("upgrade --back --yes").run().output())
                .anyMatch(line -> line.contains("No upgrade is under way."));
    }

    @Test
    @Order(3)
    void goesToTheNextVersionWhileItIsInUse() throws Exception {
        String keycloak = keycloak();
        try (Shop shop = Shop.open(VERSIONS)) {
            assertThat(shop.withNewServer()).isZero();
            underLoad(
                    () -> {
                        VERSIONS.slipway("upgrade v" + Versions.NEXT + " --yes")
                                .run()
                                .expectSuccess();
                        shop.awaitNewServer();
                    },
                    Shop.NAME);
        }
        assertThat(keycloak())
                .as("the same Keycloak, which nobody said would restart")
                .isEqualTo(keycloak);
        assertThat(VERSIONS.live()).startsWith(Versions.NEXT + "+");
        assertThat(header()).isEqualTo("there");
        assertThat(serverHasProbe()).as("the workers with the new server").isEqualTo(2);
        assertThat(hasColumn()).isTrue();
        assertThat(VERSIONS.head()).isEqualTo("v" + Versions.NEXT);
        assertThat(VERSIONS.state().resolve("backup/before-upgrades/config")).exists();
        assertThat(VERSIONS.state().resolve("upgrade/upgrade.json")).doesNotExist();
        assertThat(VERSIONS.state().resolve("upgrade/new")).doesNotExist();
    }

    @Test
    @Order(4)
    void isBackByItselfFromOneThatDoesNotStart() throws Exception {
        underLoad(() -> {
            Command.Result result =
                    VERSIONS.slipway("upgrade --no-backup --yes").run();
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.output())
                    .anyMatch(line -> line.startsWith(
                            "v" + Versions.NEXT + " runs again. v" + Versions.BROKEN + " was not kept"));
        });
        assertThat(VERSIONS.live()).startsWith(Versions.NEXT + "+");
        assertThat(VERSIONS.head()).isEqualTo("v" + Versions.NEXT);
    }

    @Test
    @Order(5)
    void goesBackToTheFirstAlsoWhenItIsKilledOnItsWay() throws Exception {
        String keycloak = keycloak();
        List<String> inputs = keycloakInputs();
        underLoad(() -> {
            VERSIONS.killed("upgrade v" + Versions.THIS + " --no-backup --yes", "starting the line with it")
                    .run()
                    .expectSuccess();
            Command.Result other =
                    VERSIONS.slipway("upgrade v" + Versions.BROKEN + " --yes").run();
            assertThat(other.code()).isEqualTo(3);
            assertThat(other.output()).anyMatch(line -> line.contains("Finish the interrupted upgrade first."));
            // As where the checkout's own files are half of one version and half of another.
            VERSIONS.bash("exec .slipway/upgrade/go-on --yes").run().expectSuccess();
            assertThat(keycloakInputs()).isEqualTo(inputs);
            assertThat(keycloak()).as("the same Keycloak").isEqualTo(keycloak);
        });
        assertThat(VERSIONS.live()).startsWith(Versions.THIS + "+");
        assertThat(header()).isEmpty();
        assertThat(serverHasProbe()).isZero();
        awaitAllWorkers();
        assertThat(hasColumn()).as("what widened the schema stays").isTrue();
    }

    /** How many approvals a release needs to enter production from now on. */
    private static void wantApprovals(Caller admin, int approvals) {
        String policy = "/api/v1/environments/production/policy";
        Map<String, Object> wanted = Map.of(
                "requiredEvidence", List.of(), "approvals", approvals, "isFourEyes", false, "freezes", List.of());
        admin.put(policy, wanted, "If-Match", admin.get(policy).header("ETag")).expect(200);
    }

    private static void approve(Caller approver, String tag) {
        String commit = VERSIONS.output("git rev-parse " + tag).get(0);
        approver.post(
                        "/api/v1/approvals",
                        Map.of(
                                "service",
                                "slipway",
                                "version",
                                tag.substring(1) + "+" + commit.substring(0, 9),
                                "environment",
                                "production",
                                "verdict",
                                "approved",
                                "comment",
                                "Looked at it"))
                .expect(201);
    }

    private interface Work {
        void run() throws Exception;
    }

    /** With requests to these services, too. */
    private static void underLoad(Work work, String... services) throws Exception {
        Steady load = Steady.on(VERSIONS.line(), "/", services);
        try (load) {
            work.run();
        }
        System.out.printf(
                "under load: %d answered, %d not%n",
                load.answered(), load.failed().size());
        assertThat(load.failed()).isEmpty();
        assertThat(load.answered()).isPositive();
    }

    /** Which process it is. */
    private static String keycloak() throws IOException {
        return Files.readString(VERSIONS.state().resolve("run/keycloak.pid"));
    }

    /** What it would restart for, each with a digest. */
    private static List<String> keycloakInputs() {
        return VERSIONS.output(". line/lib/common && changed_settings && keycloak/bin/keycloak inputs"
                + " | xargs -d '\\n' sha256sum");
    }

    private static String header() throws IOException, InterruptedException {
        Line line = VERSIONS.line();
        HttpResponse<Void> answer = line.http()
                .send(HttpRequest.newBuilder(line.ledger().resolve("/docs/")).build(), BodyHandlers.discarding());
        return answer.headers().firstValue(Versions.HEADER).orElse("");
    }

    private static long serverHasProbe() throws IOException {
        long count = 0;
        for (int worker = 1; worker <= 2; worker++) {
            Path file = VERSIONS.state().resolve("workers/worker-" + worker + "/configuration/standalone.xml");
            if (Files.readString(file).contains(Versions.PROBE)) {
                count++;
            }
        }
        return count;
    }

    /** None is left out of httpd's balancer. */
    private static void awaitAllWorkers() {
        Line line = VERSIONS.line();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Balancer.isOk(line, "worker-1") && Balancer.isOk(line, "worker-2"));
    }

    private static boolean hasColumn() throws SQLException {
        try (Connection connection = VERSIONS.line().database();
                PreparedStatement query = connection.prepareStatement(
                        "select 1 from information_schema.columns where table_name = 'service' and column_name = 'upgrade_probe'");
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }
}
