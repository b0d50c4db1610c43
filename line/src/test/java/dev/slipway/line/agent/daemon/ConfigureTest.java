package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.SHOP;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.StubWildFly;
import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers get another configuration, and the former one again where they do not run with it. */
class ConfigureTest extends AgentScene {
    private final List<String> shutDown = new ArrayList<>();
    private long refused = -1;
    /** What the definition adds to what workers are started with. */
    private String defined = "";
    /** The configuration that no archive starts with. */
    private long bad = -1;

    @BeforeEach
    void start() throws IOException {
        world.group("shop", FIRST, SECOND);
        for (String worker : List.of(FIRST, SECOND)) {
            StubWildFly wildfly = world.worker(worker);
            world.runs(worker, OLD);
            wildfly.start = "s1";
            wildfly.configured = "s1";
            wildfly.onShutdown = () -> {
                shutDown.add(worker + " " + wildfly.configured);
                assertThat(world.httpd.out.get("shop " + worker))
                        .as("requests were taken from " + worker + " before it was shut down")
                        .isTrue();
                Deployed deployed = wildfly.deployments.get(SHOP);
                if (deployed != null) {
                    boolean isGood = !wildfly.configured.equals("s" + bad);
                    wildfly.deployments.put(SHOP, new Deployed(deployed.hash(), isGood));
                }
            };
        }
        wants(1);
        world.onSleep = this::hands;
        daemon().runOnce();
        hands();
        shutDown.clear();
    }

    /** What the line's owner does about what is asked for. */
    private void hands() {
        try {
            Optional<DesiredGroup> group = files().requested("shop", "production");
            if (group.isEmpty()) {
                return;
            }
            int version = (int) group.get().configuration();
            boolean isRefused = version == refused;
            if (!isRefused) {
                world.grouped.values().forEach(worker -> worker.configured = "s" + version + defined);
            }
            GroupStatus answer = new GroupStatus(
                    "shop-production",
                    3,
                    isRefused ? GroupStatus.State.FAILED : GroupStatus.State.READY,
                    isRefused ? "API_KEY was sealed for another key" : null,
                    Stream.of(FIRST, SECOND)
                            .map(name -> new GroupStatus.Worker(
                                    name, "127.0.0.1", 26_000, 26_001, world.worker(name).configured, "", false))
                            .toList(),
                    null,
                    "2026-11-27T04:00:00Z",
                    version);
            Wishes.write(answers(), "shop-production", answer.json().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void wants(int configuration) {
        Json group = Wishes.group("shop", "production", 3);
        orders.groups = List.of(
                configuration == 0
                        ? group
                        : group.with(
                                "configuration",
                                Json.object()
                                        .with("version", configuration)
                                        .with("variables", Json.object().with("GREETING", "v" + configuration))));
    }

    private void claims(String id, String content, boolean isConfigure, int version) {
        wants(version);
        orders.waiting.add(Orders.deployment(id, "production", EmptyArchive.digest(content))
                .with("isConfigure", isConfigure)
                .with("configurationVersion", version)
                .with("configurationBefore", 1));
    }

    @Test
    void restartsOneAfterTheOtherAndDeploysNothing() throws Exception {
        claims("7", OLD, true, 2);
        orders.archives.clear();
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(shutDown).containsExactly(FIRST + " s2", SECOND + " s2");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD)));
        assertThat(world.httpd.changesOfRequests())
                .containsExactly("out shop " + FIRST, "in shop " + FIRST, "out shop " + SECOND, "in shop " + SECOND);
        assertThat(orders.steps.values())
                .contains("Restarted", "It gets requests again")
                .doesNotContain("Deployed", "Uploaded the archive to all workers");
    }

    @Test
    void deploysWithAnotherConfiguration() throws Exception {
        claims("7", NEW, false, 2);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(shutDown).containsExactly(FIRST + " s2", SECOND + " s2");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW), SECOND, hash(NEW)));
        assertThat(world.httpd.changesOfRequests())
                .containsExactly("out shop " + FIRST, "in shop " + FIRST, "out shop " + SECOND, "in shop " + SECOND);
    }

    @Test
    void restartsNothingWhereTheConfigurationStays() throws Exception {
        claims("7", NEW, false, 1);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(shutDown).isEmpty();
    }

    @Test
    void asksAllWorkersAtOnceHowTheyWereStartedAndWhatTheyRun() throws Exception {
        int end = world.touches + 4;
        world.meet(() -> world.touches < end);
        claims("7", NEW, false, 1);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    @Test
    void restartsWhatItsDefinitionHasChanged() throws Exception {
        defined = "d";
        hands();
        claims("7", NEW, false, 1);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(shutDown).containsExactly(FIRST + " s1d", SECOND + " s1d");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW), SECOND, hash(NEW)));
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    @Test
    void putsTheArchiveBackOnWhatItsDefinitionHasChanged() throws Exception {
        defined = "d";
        hands();
        world.sick.add(hash(NEW));
        claims("7", NEW, false, 1);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        assertThat(shutDown).containsExactly(FIRST + " s1d");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD)));
        assertThat(starts()).isEqualTo(Map.of(FIRST, "s1d", SECOND, "s1"));
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    @Test
    void putsBackWhatTheArchiveDoesNotStartWith() throws Exception {
        bad = 2;
        claims("7", OLD, true, 2);
        daemon().runOnce();
        assertThat(result("7").text("failure"))
                .isEqualTo("shop does not start on " + FIRST + " with this configuration");
        assertThat(shutDown).containsExactly(FIRST + " s2", FIRST + " s1");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD)));
        assertThat(starts()).isEqualTo(Map.of(FIRST, "s1", SECOND, "s1"));
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(configuration()).isEqualTo(1);
    }

    @Test
    void putsBackBothWhereTheArchiveDoesNotRun() throws Exception {
        world.sick.add(hash(NEW));
        claims("7", NEW, false, 2);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        assertThat(shutDown).containsExactly(FIRST + " s2", FIRST + " s1");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD)));
        assertThat(starts()).isEqualTo(Map.of(FIRST, "s1", SECOND, "s1"));
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    @Test
    void configuresWhatBootsForFiveMinutes() throws Exception {
        world.worker(FIRST).bootingAfter = 600;
        claims("7", OLD, true, 2);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(shutDown).containsExactly(FIRST + " s2", SECOND + " s2");
    }

    @Test
    void putsBackWhatIsStillBooting() throws Exception {
        world.worker(FIRST).bootingAfter = 1_000;
        claims("7", OLD, true, 2);
        StubWildFly first = world.worker(FIRST);
        Runnable shutdown = first.onShutdown;
        first.onShutdown = () -> {
            shutdown.run();
            first.bootingAfter = first.configured.equals("s2") ? 1_000 : 0;
        };
        daemon().runOnce();
        assertThat(result("7").text("failure")).contains(FIRST + " is not up again after 7 minutes");
        assertThat(shutDown).containsExactly(FIRST + " s2", FIRST + " s1");
        assertThat(starts()).isEqualTo(Map.of(FIRST, "s1", SECOND, "s1"));
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    /** httpd's health check keeps it out for as long as it does not answer. */
    @Test
    void leavesNoneDrainedThatDoesNotComeBack() throws Exception {
        world.worker(FIRST).comesBack = false;
        claims("7", OLD, true, 2);
        daemon().runOnce();
        assertThat(result("7").text("failure")).contains(FIRST + " is not up again after 3 minutes");
        assertThat(starts()).containsEntry(SECOND, "s1");
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    @Test
    void restartsNothingForWhatCannotBeOpened() throws Exception {
        refused = 2;
        claims("7", OLD, true, 2);
        daemon().runOnce();
        assertThat(result("7").text("failure"))
                .isEqualTo("shop's workers in production could not be created: API_KEY was sealed for another key");
        assertThat(shutDown).isEmpty();
        assertThat(configuration()).isEqualTo(1);
    }

    @Test
    void keepsTheFormerOneUntilTheLedgerHasTakenHowItEnded() throws Exception {
        bad = 2;
        claims("7", OLD, true, 2);
        // The ledger is replaced just then.
        ledger.first(
                "PUT /api/v1/deployment-requests/7/result",
                Stream.generate(() -> Stub.Reply.of(503, "")).limit(20).toArray(Stub.Reply[]::new));
        EnvironmentRunner daemon = daemon();
        turn(daemon);
        assertThat(orders.results).isEmpty();
        groups().poll();
        assertThat(configuration())
                .as("what the ledger wants is the one that failed")
                .isEqualTo(1);
        for (int i = 0; i < 20 && orders.results.isEmpty(); i++) {
            turn(daemon);
        }
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        wants(3);
        turn(daemon);
        assertThat(configuration()).isEqualTo(3);
    }

    @Test
    void goesBackToNoneAtAll() throws Exception {
        wants(0);
        daemon().runOnce();
        hands();
        world.grouped.values().forEach(worker -> worker.start = "s0");
        bad = 2;
        claims("7", OLD, true, 2);
        Json claim = orders.waiting.element();
        claim.with("configurationBefore", 0);
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        assertThat(starts()).isEqualTo(Map.of(FIRST, "s0", SECOND, "s0"));
        assertThat(Files.readString(asks().resolve("shop-production.json"))).doesNotContain("configuration");
    }

    @Test
    void configuresAfterItWasKilledAnywhere() throws Exception {
        everyKill(-1, NEW, "s2", NEW);
    }

    @Test
    void putsBackAfterItWasKilledAnywhere() throws Exception {
        everyKill(2, OLD, "s1", OLD);
    }

    private void everyKill(long badOne, String content, String start, String runs) throws Exception {
        killEverywhere(
                17,
                () -> {
                    bad = -1;
                    start();
                    bad = badOne;
                    claims("7", content, content.equals(OLD), 2);
                },
                kill -> {
                    assertThat(orders.results).as(kill).containsKey("7");
                    assertThat(starts()).as(kill).isEqualTo(Map.of(FIRST, start, SECOND, start));
                    assertThat(running()).as(kill).isEqualTo(Map.of(FIRST, hash(runs), SECOND, hash(runs)));
                    assertThat(world.httpd.out.values()).as(kill).containsOnly(false);
                });
    }

    @Test
    void tellsTheKeyThatSecretsAreSealedFor() throws Exception {
        assertThat(ledger.received("PUT /api/v1/agent/configuration-key")).isEmpty();
        Files.writeString(answers().resolve("configuration-key.json"), "{\"kty\":\"EC\",\"kid\":\"1\"}\n");
        Groups groups = groups();
        groups.poll();
        groups.poll();
        assertThat(ledger.received("PUT /api/v1/agent/configuration-key"))
                .singleElement()
                .satisfies(told -> assertThat(told.body()).isEqualTo("{\"kty\":\"EC\",\"kid\":\"1\"}"));
    }

    private static void turn(EnvironmentRunner daemon) throws IOException {
        try {
            daemon.runOnce();
        } catch (dev.slipway.line.http.CallException e) {
            // It tries again.
        }
    }

    private long configuration() throws IOException {
        return files().requested("shop", "production").orElseThrow().configuration();
    }

    private Map<String, String> starts() {
        Map<String, String> starts = new TreeMap<>();
        world.grouped.forEach((name, worker) -> starts.put(name, worker.start));
        return starts;
    }

    private Groups groups() {
        return Daemons.groups(ledger.uri(), files(), log);
    }
}
