package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.deployment.StoppedException;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deployments are carried out as the ledger hands them out, and their steps and results told. */
class EnvironmentRunnerTest extends TwoWorkerScene {
    private static final String GROUPS = "GET /api/v1/agent/server-groups";

    @Test
    void carriesOutWhatItClaims() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(orders.steps.values())
                .startsWith("Fetching the archive", "Fetched the archive")
                .endsWith("Returning it to httpd's balancer", "It gets requests again");
        assertThat(orders.steps.keySet()).first().isEqualTo(1L);
        assertThat(folder.resolve("agent/journal.json")).doesNotExist();
        try (var kept = Files.list(folder.resolve("agent/archives"))) {
            assertThat(kept).isEmpty();
        }
    }

    @Test
    void doesNothingWhereNothingIsToBeDone() throws Exception {
        daemon().runOnce();
        assertThat(world.touches).isZero();
        assertThat(ledger.received("POST /api/v1/agent/claims"))
                .singleElement()
                .satisfies(claim -> assertThat(claim.query()).containsEntry("wait", "30"))
                .satisfies(claim -> assertThat(claim.body()).isEqualTo("{\"environment\":\"production\"}"));
    }

    @Test
    void tellsWhyItFailed() throws Exception {
        world.worker(TWO).broken.add(hash(NEW));
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        assertThat(result("7").text("failure")).isEqualTo("no class p.Gone");
        assertThat(result("7").text("putBackDigest")).isEqualTo(EmptyArchive.digest(OLD));
    }

    @Test
    void refusesAnotherArchive() throws Exception {
        orders.archives.put(EmptyArchive.digest(NEW), OLD);
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(world.touches).isZero();
        assertThat(result("7").text("failure"))
                .startsWith("digest mismatch: " + EmptyArchive.digest(NEW) + " was to be deployed");
        orders.archives.clear();
        orders.waiting.add(deployment("8", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(result("8").text("failure")).contains("has been deleted");
        orders.archives.put(EmptyArchive.digest("no zip"), "no zip");
        orders.waiting.add(deployment("9", EmptyArchive.digest("no zip")));
        daemon().runOnce();
        assertThat(result("9").text("failure")).startsWith("The archive is damaged");
    }

    /** It would stop at it again at each start, and everybody else's would wait behind it. */
    @Test
    void refusesAnArchiveThatItCannotReadIn() throws Exception {
        // The header of an entry whose length is said nowhere.
        String war = "PK\3\4\24\0\10\0" + "\0".repeat(18) + "\1\0\0\0ab";
        String ear = EmptyArchive.ear("shop.war", war, "");
        orders.archives.put(EmptyArchive.digest(ear), ear);
        orders.waiting.add(deployment("7", EmptyArchive.digest(ear)));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(result("7").text("failure"))
                .startsWith("The archive cannot be read: shop.war: ")
                .endsWith(". Have the build compress the files in shop.war.");
        // One that breaks off within an entry.
        String cut = EmptyArchive.ear("shop.war", "PK\3\4\24\0\0\0\10\0" + "\0".repeat(16) + "\1\0\0\0i", "");
        orders.archives.put(EmptyArchive.digest(cut), cut);
        orders.waiting.add(deployment("8", EmptyArchive.digest(cut)));
        daemon().runOnce();
        assertThat(result("8").text("failure"))
                .startsWith("The archive cannot be read: shop.war: ")
                .endsWith(". Build it again.");
    }

    @Test
    void keepsResultsWhileTheLedgerIsAway() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        EnvironmentRunner daemon = daemon();
        world.onTouch = () -> {
            if (hash(NEW).equals(world.running().get(TWO))) {
                orders.isAway = true;
            }
        };
        assertThatThrownBy(daemon::runOnce).isInstanceOf(CallException.class);
        assertThat(orders.results).isEmpty();
        world.onTouch = () -> {};
        assertThatThrownBy(daemon::runOnce).isInstanceOf(CallException.class);
        orders.isAway = false;
        orders.waiting.add(deployment("8", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(result("8").text("outcome")).isEqualTo("succeeded");
        assertThat(orders.steps.get(1L)).isEqualTo("Fetching the archive");
    }

    @Test
    void tellsEachStepOnce() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        List<Long> told = new ArrayList<>();
        for (Stub.Received call : ledger.received("POST /api/v1/deployment-requests/7/steps")) {
            Json.read(call.body().getBytes(StandardCharsets.UTF_8))
                    .items("items")
                    .forEach(step -> told.add(step.number("number", 0)));
        }
        assertThat(told).doesNotHaveDuplicates().containsExactlyElementsOf(orders.steps.keySet());
    }

    /** Otherwise the same would be deployed again and again. */
    @Test
    void tellsTheResultAlsoWhereTheLedgerDoesNotTakeTheSteps() throws Exception {
        orders.takesSteps = false;
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(log).anyMatch(line -> line.startsWith("The ledger rejected the steps of shop 2.0: "));
    }

    /** Otherwise the same would be deployed again and again. */
    @Test
    void endsARequestWhoseResultTheLedgerRefuses() throws Exception {
        orders.takesSuccess = false;
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("failed");
        assertThat(result("7").text("failure")).isEqualTo("its result was refused: It ended too late.");
        assertThat(log).anyMatch(line -> line.startsWith("The ledger rejected the result of shop 2.0: "));
        assertThat(agentFolder().acquire().waiting()).isEmpty();
    }

    @Test
    void waitsForAnArchiveUntilItIsToStop() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        ledger.first("GET /api/v1/archives/" + EmptyArchive.digest(NEW), Stub.Reply.of(503, ""), Stub.Reply.cut());
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        orders.waiting.add(deployment("8", EmptyArchive.digest(NEW)));
        ledger.first(
                "GET /api/v1/archives/" + EmptyArchive.digest(NEW), Stub.Reply.of(503, ""), Stub.Reply.of(503, ""));
        world.onSleep = () -> isStopping.set(true);
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(StoppedException.class);
        world.onSleep = () -> {};
        isStopping.set(false);
        daemon().runOnce();
        assertThat(result("8").text("outcome")).isEqualTo("succeeded");
    }

    /** It would keep whoever stops it waiting for long. */
    @Test
    void beginsNothingWhenItIsToStop() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        isStopping.set(true);
        daemon().runOnce();
        assertThat(world.touches).isZero();
        isStopping.set(false);
        daemon().runOnce();
        assertThat(log).contains("Resuming: shop 2.0 in production");
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    @Test
    void asksOnceForServerGroupsForADeploymentAndNotForTheLedgers() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(orders.results).containsKey("7");
        assertThat(ledger.received(GROUPS))
                .as("once in each round, and by the task")
                .hasSize(2);
        orders.waiting.add(deployment("8", EmptyArchive.digest(NEW)).with("service", "slipway"));
        daemon().runOnce();
        assertThat(orders.results).containsKey("8");
        assertThat(ledger.received(GROUPS)).as("once in each round").hasSize(3);
    }

    @Test
    void asksForServerGroupsBeforeASync() throws Exception {
        orders.waiting.add(Json.object()
                .with("kind", "sync")
                .with("id", "s")
                .with("environment", "production")
                .with("lockId", "lock"));
        daemon().runOnce();
        assertThat(orders.syncs).containsKey("s");
        assertThat(ledger.received(GROUPS))
                .as("once in each round, and before the task")
                .hasSize(2);
    }

    @Test
    void asksForServerGroupsBeforeARestart() throws Exception {
        orders.waiting.add(Json.object()
                .with("kind", "restart")
                .with("id", "r")
                .with("environment", "production")
                .with("lockId", "lock")
                .with("service", "shop")
                .with("isForDefinition", false));
        daemon().runOnce();
        assertThat(orders.restarts).containsKey("r");
        assertThat(ledger.received(GROUPS))
                .as("once in each round, and before the task")
                .hasSize(2);
    }
}
