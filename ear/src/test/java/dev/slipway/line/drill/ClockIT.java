package dev.slipway.line.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.Line;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import dev.slipway.line.Wars;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Load;
import dev.slipway.line.load.Sent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The machine's clock is five minutes fast for a minute, and is put right: as when a time server is found late. Both happen
 * while the agent deploys. The last of all drills: httpd checks no worker's health for as long as the clock was set back.
 */
@Isolated
@Order(Integer.MAX_VALUE)
@EnabledIfSystemProperty(
        named = "drill.clock",
        matches = "set",
        disabledReason = "It sets the clock of the machine: -Ddrill.clock=set allows that.")
class ClockIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FAST = Duration.ofMinutes(5);
    private static final Duration AFTERMATH = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Path JOURNAL = Line.running().state().resolve("agent/work/production/journal.json");

    @TempDir
    Path folder;

    private String service = "";

    @Test
    void isFastAndPutRight() throws Exception {
        service = SCRATCH.name();
        deploy("1").expectSuccess();
        Realm.Person early = REALM.person("viewer");
        Realm.Person late = REALM.person("viewer");
        try (Drill drill = Drill.begin("clock", "five minutes fast for a minute", BOUND);
                MachineClock clock = new MachineClock();
                Load load = Load.begin(SCRATCH, REALM)) {
            List<String> sessions = load.sessions();
            CompletableFuture<Command.Result> second = deployed("2");
            Duration fast = load.now();
            clock.set(FAST);
            signIn(early);
            load.goOnUntil(fast.plus(MINUTE));
            second.join().expectSuccess();
            CompletableFuture<Command.Result> third = deployed("3");
            Duration right = load.now();
            clock.set(Duration.ZERO);
            signIn(late);
            load.goOnUntil(right.plus(BOUND).plus(AFTERMATH));
            third.join().expectSuccess();
            Figures figures = load.end();
            drill.saw(figures, load.writes().kept(), figures.servedAfter(right));
            load.writes().check(figures);
            assertThat(figures.failed())
                    .allMatch(one -> isWithin(one, fast, fast.plus(BOUND)) || isWithin(one, right, right.plus(BOUND)));
            load.writes().sendAgain(figures.failedWrites());
            load.writes().check(figures);
            assertThat(figures.signedOut()).isEmpty();
            assertThat(load.sessions()).isEqualTo(sessions);
            // What was seen and what was told of one that began later than it ended is not taken for the same.
            assertThat(recorded())
                    .containsSubsequence("3 succeeded", "2 succeeded", "1 succeeded")
                    .containsOnlyOnce("2 succeeded")
                    .containsOnly("3 succeeded", "2 succeeded", "1 succeeded");
            drill.held();
        }
    }

    @AfterEach
    void remove() {
        OwnWorkers.remove(service);
    }

    /** Where the clock was just set, a client's pool takes a connection for one that was used a moment ago. */
    private static void signIn(Realm.Person person) {
        await().atMost(BOUND).ignoreExceptions().untilAsserted(() -> new SignIn(person).finish());
    }

    private static boolean isWithin(Sent one, Duration from, Duration until) {
        return one.ended().compareTo(from) >= 0 && one.begun().compareTo(until) < 0;
    }

    /** Its deployment, once the agent is at it. */
    private CompletableFuture<Command.Result> deployed(String version) {
        CompletableFuture<Command.Result> deployed = CompletableFuture.supplyAsync(() -> deploy(version));
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(JOURNAL) || deployed.isDone());
        return deployed;
    }

    private Command.Result deploy(String version) {
        Path file = folder.resolve(service + ".war");
        Wars.page(version).as(ZipExporter.class).exportTo(file.toFile(), true);
        return Command.slipway("deploy", file.toString(), "--service", service, "--version", version)
                .run();
    }

    /** What the ledger has of it, the last one first. */
    private List<String> recorded() {
        return Caller.pipeline()
                .get("/api/v1/deployments?limit=100&service=" + service)
                .expect(200)
                .path("items")
                .findParents("outcome")
                .stream()
                .map(ClockIT::words)
                .toList();
    }

    private static String words(JsonNode deployment) {
        return deployment.path("version").asText() + " "
                + deployment.path("outcome").asText();
    }
}
