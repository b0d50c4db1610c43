package dev.slipway.line.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.StubWildFly;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workers of a service are restarted, whatever happens meanwhile. */
class GroupRestartTest extends AgentScene {
    private final List<String> shutDown = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        world.group("shop", FIRST, SECOND);
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        for (String worker : List.of(FIRST, SECOND)) {
            StubWildFly wildfly = world.worker(worker);
            world.runs(worker, OLD);
            wildfly.configured = "new";
            wildfly.onShutdown = () -> {
                shutDown.add(worker);
                assertThat(world.httpd.out.get("shop " + worker))
                        .as("requests were taken from " + worker + " before it was shut down")
                        .isTrue();
            };
        }
        answer(worker(FIRST, false), worker(SECOND, false));
    }

    private static GroupStatus.Worker worker(String name, boolean isJoining) {
        return new GroupStatus.Worker(name, "127.0.0.1", 26_000, 26_001, "new", "", isJoining);
    }

    private void answer(GroupStatus.Worker... workers) throws IOException {
        GroupStatus answer = new GroupStatus(
                "shop-production", 3, GroupStatus.State.READY, null, List.of(workers), null, "2026-11-27T04:00:00Z");
        Wishes.write(answers(), "shop-production", answer.json().toString());
    }

    private void requestRestart(boolean isForDefinition) {
        orders.waiting.add(Json.object()
                .with("kind", "restart")
                .with("id", "7")
                .with("environment", "production")
                .with("lockId", "lock")
                .with("service", "shop")
                .with("isForDefinition", isForDefinition));
    }

    private Json reported() {
        return Objects.requireNonNull(orders.restarts.get("7"));
    }

    @Test
    void takesOneAfterTheOther() throws Exception {
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
        assertThat(world.httpd.changes)
                .containsExactly(
                        "out shop.sockets " + FIRST,
                        "out shop " + FIRST,
                        "in shop " + FIRST,
                        "in shop.sockets " + FIRST,
                        "out shop.sockets " + SECOND,
                        "out shop " + SECOND,
                        "in shop " + SECOND,
                        "in shop.sockets " + SECOND);
        assertThat(world.worker(SECOND).start).isEqualTo("new");
    }

    @Test
    void leavesForADefinitionThoseAloneThatRunIt() throws Exception {
        world.worker(FIRST).start = "new";
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(SECOND);
    }

    @Test
    void restartsAllOfThemForAPerson() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        requestRestart(false);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void restartsOneOnWhichAStartDoesNotEnd() throws Exception {
        world.worker(FIRST).isStarting = true;
        requestRestart(false);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void leavesTheOthersAloneWhereOneDoesNotComeBack() throws Exception {
        world.worker(FIRST).comesBack = false;
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("failed");
        assertThat(reported().text("detail")).contains(FIRST + " is not up again after 3 minutes");
        assertThat(shutDown).containsExactly(FIRST);
        assertThat(world.worker(SECOND).start).isEqualTo("old");
        assertThat(world.httpd.out.values()).as("no reload waits for it").containsOnly(false);
        // A corrected definition goes on: with what is down anyway, and then the others.
        world.worker(FIRST).away = 0;
        world.worker(FIRST).startedAt++;
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    /** As when one came back too late for a restart that failed. */
    @Test
    void enablesOneThatIsStillDrained() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.httpd.out.put("shop " + FIRST, true);
        world.httpd.out.put("shop.sockets " + FIRST, true);
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.changes).containsExactly("in shop " + FIRST, "in shop.sockets " + FIRST);
    }

    /** As where a browser tried to open one while the server was down. */
    @Test
    void waitsForNoWebSocket() throws Exception {
        Runnable shutdown = world.worker(FIRST).onShutdown;
        world.worker(FIRST).onShutdown = () -> {
            shutdown.run();
            world.httpd.failed.add("shop.sockets " + FIRST);
        };
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void callsNothingDoneThatIsNotWell() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.sick.add(World.hash(OLD));
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("failed");
        assertThat(reported().text("detail")).contains(FIRST);
        assertThat(shutDown).isEmpty();
    }

    @Test
    void takesNoOtherWhileOneIsNotWell() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(FIRST).deployments.clear();
        world.worker(FIRST).deployments.put(World.SHOP, new StubWildFly.Deployed(World.hash(OLD), false));
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(world.worker(FIRST).deployments.get(World.SHOP).isEnabled())
                .as("it has what the others run")
                .isTrue();
    }

    @Test
    void givesOneThatJoinsWhatTheOthersRun() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.worker(SECOND).deployments.clear();
        world.httpd.out.remove("shop " + SECOND);
        world.httpd.out.remove("shop.sockets " + SECOND);
        answer(worker(FIRST, false), worker(SECOND, true));
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.changes).isEmpty();
        assertThat(running()).containsEntry(SECOND, World.hash(OLD));
    }

    @Test
    void leavesNoCopyOfAnArchiveThatDoesNotStart() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.worker(SECOND).deployments.clear();
        world.worker(SECOND).broken.add(World.hash(OLD));
        answer(worker(FIRST, false), worker(SECOND, true));
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("failed");
        assertThat(folder.resolve("agent/restart-archive")).doesNotExist();
    }

    /** As one that has REST resources alone. */
    @Test
    void awaitsThatOfAServiceWithoutAPageAtItsContextRoot() throws Exception {
        world.page = 404;
        Files.writeString(world.services.resolve("shop"), "context=/\nprobe=/\nfrom=group\n");
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(reported().items("steps").stream()
                        .map(step -> step.text("text"))
                        .toList())
                .containsSubsequence("Probing it", "It gets requests again", "Probing it", "It gets requests again");
    }

    /** A large application takes longer than its server. */
    @Test
    void awaitsOneThatIsReadyAfterTwoMinutes() throws Exception {
        Runnable shutdown = world.worker(FIRST).onShutdown;
        world.worker(FIRST).onShutdown = () -> {
            shutdown.run();
            world.sick.add(World.hash(OLD));
            Instant ready = world.now().plus(Duration.ofMinutes(2));
            world.onSleep = () -> {
                if (!world.now().isBefore(ready)) {
                    world.sick.clear();
                }
            };
        };
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    /** As WildFly gives it: the boot is over when the archive has started. */
    @Test
    void awaitsOneThatBootsForFiveMinutes() throws Exception {
        world.worker(FIRST).bootingAfter = 600;
        requestRestart(true);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void needsNoArchive() throws Exception {
        world.grouped.values().forEach(worker -> worker.deployments.clear());
        requestRestart(true);
        // httpd finds neither well, so none is taken out.
        world.worker(FIRST).onShutdown = () -> shutDown.add(FIRST);
        world.worker(SECOND).onShutdown = () -> shutDown.add(SECOND);
        daemon().runOnce();
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    /** As after a night without power. */
    @Test
    void onlyReturnsItsWorkersWhereTheLedgerHasGivenItUp() throws Exception {
        drainAndGiveUp();
        orders.isAway = true;
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(CallException.class);
        assertThat(log).as("not in each round").noneMatch(line -> line.startsWith("Resuming "));
        assertThat(world.httpd.out.values()).as("while the ledger is away").containsOnly(false);
        assertThat(folder.resolve("agent/restart.json")).exists();
        orders.isAway = false;
        daemon().runOnce();
        assertThat(log).contains("It was abandoned in the meantime. Nobody said how it ended.");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(folder.resolve("agent/restart.json")).doesNotExist();
    }

    /** Its lock has expired, and a deployer took it. */
    @Test
    void waitsWhileSomebodyElseHasTheLock() throws Exception {
        drain();
        orders.isLocked = true;
        assertThatItWaitsForTheLock();
        assertThat(world.httpd.out.values()).containsOnly(false);
        world.httpd.out.put("shop " + SECOND, true);
        orders.restarts.clear();
        assertThatItWaitsForTheLock();
        assertThat(reported().text("state")).as("said again").isEqualTo("running");
        assertThat(reported().text("detail")).isEqualTo("Waiting: somebody else has the lock of production");
        assertThat(world.httpd.out).as("drained by the deployer").containsEntry("shop " + SECOND, true);
        assertThat(shutDown).isEmpty();
        assertThat(log)
                .noneMatch(line -> line.startsWith("Resuming "))
                .containsOnlyOnce("  Waiting: somebody else has the lock of production …");
        orders.isLocked = false;
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
        assertThat(world.httpd.out.values()).containsOnly(false);
    }

    /** As after a long wait for the agent's folder. */
    @Test
    void stopsNothingOnceSomebodyElseHasTheLock() throws Exception {
        requestRestart(true);
        orders.isLostAtOnce = true;
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(CallException.class)
                .hasMessage("Somebody else may have the lock of production.");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        orders.isLocked = false;
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
    }

    /** Its ledger has been restored to a time before the agent claimed it. */
    @Test
    void onlyReturnsItsWorkersWhereTheLedgerHasNotGivenItToAnybody() throws Exception {
        drain();
        orders.isLocked = true;
        ledger.first(
                "GET /api/v1/server-groups/shop/production/restarts/7",
                Stub.Reply.of(200, "{\"id\":\"7\",\"state\":\"asked\",\"steps\":[]}"));
        daemon().runOnce();
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(folder.resolve("agent/restart.json")).doesNotExist();
    }

    /** Its ledger has been restored to a time before anybody requested it. */
    @Test
    void onlyReturnsItsWorkersWhereTheLedgerDoesNotKnowIt() throws Exception {
        drain();
        orders.isLocked = true;
        ledger.first("GET /api/v1/server-groups/shop/production/restarts/7", Orders.unknown());
        daemon().runOnce();
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(log).contains("It was abandoned in the meantime. The ledger does not know it.");
        assertThat(folder.resolve("agent/restart.json")).doesNotExist();
    }

    @Test
    void shutsNothingDownWhileTheLedgerRefusesToSayHowItStands() throws Exception {
        drain();
        ledger.first("GET /api/v1/server-groups/shop/production/restarts/7", Stub.Reply.of(403, "{}"));
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(LedgerRefusedException.class);
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.out.values()).containsOnly(false);
        daemon().runOnce();
        assertThat(reported().text("state")).isEqualTo("done");
    }

    private void assertThatItWaitsForTheLock() {
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(" waits: somebody else has the lock of production");
    }

    @Test
    void triesAgainToReturnItsWorkersWhereHttpdTakesNoChange() throws Exception {
        drainAndGiveUp();
        world.httpd.fixed.add("shop " + FIRST);
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("workers of shop may still be drained: ");
        assertThat(world.httpd.out).containsEntry("shop.sockets " + FIRST, false);
        assertThat(folder.resolve("agent/restart.json")).exists();
        world.httpd.fixed.clear();
        daemon().runOnce();
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(folder.resolve("agent/restart.json")).doesNotExist();
    }

    /** The agent is killed as the first worker is drained, and the ledger gives the restart up. */
    private void drainAndGiveUp() {
        drain();
        orders.givenUp = "Nobody said how it ended.";
    }

    private void drain() {
        world.worker(FIRST).onShutdown = () -> {
            throw new Killed();
        };
        requestRestart(true);
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        assertThat(world.httpd.out).containsEntry("shop " + FIRST, true).containsEntry("shop.sockets " + FIRST, true);
        world.worker(FIRST).onShutdown = () -> shutDown.add(FIRST);
    }

    @Test
    void goesOnWhereverItIsKilled() throws Exception {
        int kills = killEverywhere(
                3,
                () -> {
                    start();
                    requestRestart(true);
                },
                kill -> {
                    assertThat(reported().text("state")).as(kill).isEqualTo("done");
                    assertThat(world.worker(FIRST).start + world.worker(SECOND).start)
                            .as(kill)
                            .isEqualTo("newnew");
                    assertThat(world.httpd.out.values()).as(kill).containsOnly(false);
                });
        assertThat(kills).isGreaterThan(16);
    }
}
