package dev.slipway.line.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.group.Answer;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workers of a service are restarted, whatever happens meanwhile. */
class GroupRestartTest {
    private static final String RUNS = EmptyArchive.zip("runs");
    private static final String FIRST = "shop-production-1";
    private static final String SECOND = "shop-production-2";

    @TempDir
    Path folder;

    private final Orders orders = new Orders();
    private final List<String> log = new ArrayList<>();
    private final List<String> shutDown = new ArrayList<>();

    @AutoClose
    private final Stub ledger = new Stub(orders::answer);

    private World world;
    private boolean hasArchive = true;

    @BeforeEach
    void start() throws IOException {
        begin(folder);
    }

    private void begin(Path place) throws IOException {
        world = new World(place);
        world.group("shop", FIRST, SECOND);
        orders.groups = List.of(Wishes.group("shop", "production", 3));
        world.httpd.out.keySet().removeIf(member -> member.endsWith(World.ONE) || member.endsWith(World.TWO));
        for (String worker : List.of(FIRST, SECOND)) {
            StubWildFly wildfly = world.worker(worker);
            if (hasArchive) {
                world.runs(worker, RUNS);
            }
            wildfly.configured = "new";
            wildfly.onShutdown = () -> {
                shutDown.add(worker);
                assertThat(world.httpd.out.get("shop " + worker))
                        .as("requests were taken from " + worker + " before it was shut down")
                        .isTrue();
            };
        }
        answer(place, worker(FIRST, false), worker(SECOND, false));
    }

    private static Answer.Worker worker(String name, boolean isJoining) {
        return new Answer.Worker(name, "127.0.0.1", 26_000, 26_001, "new", "", isJoining);
    }

    private void answer(Path place, Answer.Worker... workers) throws IOException {
        Answer answer = new Answer(
                "shop-production", 3, Answer.State.READY, null, List.of(workers), null, "2026-11-27T04:00:00Z");
        Wishes.write(place.resolve("answers"), "shop-production", answer.json().toString());
    }

    private void ask(boolean isForDefinition) {
        orders.waiting.add(Json.object()
                .with("kind", "restart")
                .with("id", "7")
                .with("environment", "production")
                .with("lockId", "lock")
                .with("service", "shop")
                .with("isForDefinition", isForDefinition));
    }

    private Json said() {
        return Objects.requireNonNull(orders.restarts.get("7"));
    }

    @Test
    void takesOneAfterTheOther() throws Exception {
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
        assertThat(world.httpd.changes)
                .containsExactly("out shop " + FIRST, "in shop " + FIRST, "out shop " + SECOND, "in shop " + SECOND);
        assertThat(world.worker(SECOND).start).isEqualTo("new");
    }

    @Test
    void leavesForADefinitionThoseAloneThatRunIt() throws Exception {
        world.worker(FIRST).start = "new";
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(SECOND);
    }

    @Test
    void restartsAllOfThemForAPerson() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        ask(false);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void restartsOneOnWhichAStartDoesNotEnd() throws Exception {
        world.worker(FIRST).isStarting = true;
        ask(false);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void leavesTheOthersAloneWhereOneDoesNotComeBack() throws Exception {
        world.worker(FIRST).comesBack = false;
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("failed");
        assertThat(said().text("detail")).contains(FIRST + " is not up again after 3 minutes");
        assertThat(shutDown).containsExactly(FIRST);
        assertThat(world.worker(SECOND).start).isEqualTo("old");
        assertThat(world.httpd.out.values()).as("no reload waits for it").containsOnly(false);
        // A corrected definition goes on: with what is down anyway, and then the others.
        world.worker(FIRST).away = 0;
        world.worker(FIRST).startedAt++;
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    /** As when one came back too late for a restart that failed. */
    @Test
    void letsInOneThatIsDrainedStill() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.httpd.out.put("shop " + FIRST, true);
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.changes).containsExactly("in shop " + FIRST);
    }

    @Test
    void callsNothingDoneThatIsNotWell() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.sick.add(World.hash(RUNS));
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("failed");
        assertThat(said().text("detail")).contains(FIRST);
        assertThat(shutDown).isEmpty();
    }

    @Test
    void takesNoOtherWhileOneIsNotWell() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(FIRST).deployments.clear();
        world.worker(FIRST).deployments.put(World.SHOP, new StubWildFly.Deployed(World.hash(RUNS), false));
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
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
        answer(folder, worker(FIRST, false), worker(SECOND, true));
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).isEmpty();
        assertThat(world.httpd.changes).isEmpty();
        assertThat(World.running(world.grouped)).containsEntry(SECOND, World.hash(RUNS));
    }

    @Test
    void leavesNoCopyOfAnArchiveThatDoesNotStart() throws Exception {
        world.worker(FIRST).start = "new";
        world.worker(SECOND).start = "new";
        world.worker(SECOND).deployments.clear();
        world.worker(SECOND).broken.add(World.hash(RUNS));
        answer(folder, worker(FIRST, false), worker(SECOND, true));
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("failed");
        assertThat(folder.resolve("agent/restart-archive")).doesNotExist();
    }

    /** As one that has REST resources alone. */
    @Test
    void awaitsThatOfAServiceWithoutAPageAtItsContextRoot() throws Exception {
        world.page = 404;
        Files.writeString(world.services.resolve("shop"), "context=/\nprobe=/\nfrom=group\n");
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(said().items("steps").stream().map(step -> step.text("text")).toList())
                .containsSubsequence("Probing it", "It gets requests again", "Probing it", "It gets requests again");
    }

    /** A large application takes longer than its server. */
    @Test
    void awaitsOneThatIsReadyAfterTwoMinutes() throws Exception {
        Runnable shutdown = world.worker(FIRST).onShutdown;
        world.worker(FIRST).onShutdown = () -> {
            shutdown.run();
            world.sick.add(World.hash(RUNS));
            Instant ready = world.now().plus(Duration.ofMinutes(2));
            world.onSleep = () -> {
                if (!world.now().isBefore(ready)) {
                    world.sick.clear();
                }
            };
        };
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    /** As WildFly gives it: the boot is over when the archive has started. */
    @Test
    void awaitsOneThatBootsForFiveMinutes() throws Exception {
        world.worker(FIRST).bootingAfter = 600;
        ask(true);
        daemon(folder).runOnce();
        assertThat(said().text("state")).isEqualTo("done");
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void needsNoArchive() throws Exception {
        hasArchive = false;
        begin(folder.resolve("empty"));
        ask(true);
        // httpd finds neither well, so none is taken out.
        world.worker(FIRST).onShutdown = () -> shutDown.add(FIRST);
        world.worker(SECOND).onShutdown = () -> shutDown.add(SECOND);
        daemon(folder.resolve("empty")).runOnce();
        assertThat(shutDown).containsExactly(FIRST, SECOND);
    }

    @Test
    void goesOnWhereverItIsKilled() throws Exception {
        boolean isKilled = true;
        int kills = 0;
        for (int at = 0; isKilled; at += 3) {
            Path place = folder.resolve("killed-" + at);
            orders.waiting.clear();
            orders.restarts.clear();
            begin(place);
            ask(true);
            world.killedAt = at;
            world.isKilledAfter = at % 2 == 0;
            isKilled = false;
            try {
                daemon(place).runOnce();
            } catch (Killed e) {
                isKilled = true;
                kills++;
            }
            for (int tries = 0; tries < 5 && !isDone(); tries++) {
                daemon(place).runOnce();
            }
            assertThat(said().text("state")).as("killed at " + at).isEqualTo("done");
            assertThat(world.worker(FIRST).start + world.worker(SECOND).start)
                    .as("killed at " + at)
                    .isEqualTo("newnew");
            assertThat(world.httpd.out.values()).as("killed at " + at).containsOnly(false);
        }
        assertThat(kills).isGreaterThan(8);
    }

    private boolean isDone() {
        return orders.restarts.containsKey("7") && !said().text("state").equals("running");
    }

    private EnvironmentRunner daemon(Path place) {
        GroupFiles files = new GroupFiles(place.resolve("asks"), place.resolve("answers"));
        Sites sites = new Sites(world.site(), "production", files, world::site);
        return Daemons.of(ledger.uri(), sites, files, place, log, () -> false);
    }
}
