package dev.slipway.line.agent;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.deployment.StoppedException;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.DeploymentTask;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.ledger.WantedGroup;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnvironmentRunnerTest extends AgentScene {
    @BeforeEach
    void start() throws IOException {
        world.runs(ONE, OLD);
        world.runs(TWO, OLD);
        orders.groups = List.of(Wishes.group("shop", "production", 1));
        Wishes.answer(answers(), "shop-production", 1, "ready", null, ONE, TWO);
    }

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
        assertThat(result("7").text("failure")).startsWith("The archive cannot be read: shop.war: ");
        // One that breaks off within an entry.
        String cut = EmptyArchive.ear("shop.war", "PK\3\4\24\0\0\0\10\0" + "\0".repeat(16) + "\1\0\0\0i", "");
        orders.archives.put(EmptyArchive.digest(cut), cut);
        orders.waiting.add(deployment("8", EmptyArchive.digest(cut)));
        daemon().runOnce();
        assertThat(result("8").text("failure")).startsWith("The archive cannot be read: shop.war: ");
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
    void goesOnWhereItWasKilled() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        world.killedAt = 20;
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(log).contains("Resuming shop 2.0");
        assertThat(ledger.received("POST /api/v1/agent/claims").stream()
                        .map(claim -> claim.query().get("wait")))
                .as("the lock is taken anew")
                .contains("0");
    }

    @Test
    void putsBackWhatSomebodyGaveUp() throws Exception {
        halfRolledAndGivenUp();
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(orders.results).isEmpty();
        assertThat(log)
                .contains("It was abandoned in the meantime. alice gave it up.")
                .anyMatch(line -> line.startsWith("The ledger rejected the result of shop 2.0:"));
        assertThat(folder.resolve("agent/journal.json")).doesNotExist();
        assertThat(agentFolder().acquire().waiting()).isEmpty();
    }

    /** It was killed before it had changed anything, and the ledger is down when it starts again. */
    @Test
    void asksWhetherARequestWasGivenUpBeforeItChangesAnything() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        world.killedAt = 0;
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        orders.givenUp = "alice gave it up.";
        orders.isAway = true;
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(CallException.class);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            assertThat(lease.journal().read())
                    .as("what is deployed without the ledger finishes it meanwhile")
                    .isPresent();
        }
        assertThat(log).as("not in each round").noneMatch(line -> line.startsWith("Resuming "));
        orders.isAway = false;
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(log).contains("It was abandoned in the meantime. alice gave it up.");
    }

    @Test
    void leavesAloneWhatCameAfterWhatSomebodyGaveUp() throws Exception {
        halfRolledAndGivenUp();
        world.runs(ONE, EmptyArchive.zip("newest"));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(EmptyArchive.zip("newest")), TWO, hash(OLD)));
        assertThat(folder.resolve("agent/journal.json")).doesNotExist();
    }

    /** It was killed when the first worker had the new archive. */
    private void halfRolledAndGivenUp() {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        world.onTouch = () -> {
            if (hash(NEW).equals(world.running().get(ONE))) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(OLD)));
        orders.givenUp = "alice gave it up.";
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

    /** As an agent of an earlier release, which has another folder for it. */
    @Test
    void leavesAloneWhatSomebodyElseHasFinished() throws Exception {
        halfRolledAndGivenUp();
        orders.givenUp = null;
        world.runs(TWO, NEW);
        ledger.first("GET /api/v1/deployment-requests/7", Stub.Reply.of(200, """
                {"id": "7", "service": "shop", "version": "2.0", "releaseId": "r", "environment": "production",
                 "actor": "alice", "state": "done", "outcome": "succeeded"}"""));
        orders.waiting.clear();
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(log).contains("It has succeeded meanwhile.");
        assertThat(folder.resolve("agent/journal.json")).doesNotExist();
    }

    @Test
    void bringsWorkersInLine() throws Exception {
        world.runs(TWO, NEW);
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, TWO));
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(world.httpd.changesOfRequests()).containsExactly("out shop worker-1", "in shop worker-1");
        assertThat(orders.archives).containsKey(EmptyArchive.digest(NEW));
        assertThat(orders.recorded.stream().map(Json::toString))
                .containsExactly(
                        "{\"service\":\"shop\",\"version\":\"by-hand."
                                + EmptyArchive.digest(NEW).substring(7, 16) + "\",\"artifactDigest\":\""
                                + EmptyArchive.digest(NEW) + "\"}",
                        orders.recorded.get(1).toString());
        assertThat(orders.recorded.get(1).text("syncId")).isEqualTo("s");
        assertThat(result("part").text("outcome")).isEqualTo("succeeded");
        assertThat(synced())
                .hasToString("{\"state\":\"done\",\"detail\":\"shop.war: shop by-hand."
                        + EmptyArchive.digest(NEW).substring(7, 16) + " runs on every worker.\"}");
    }

    @Test
    void bringsBackWhatWasReleased() throws Exception {
        world.runs(ONE, NEW);
        world.runs(TWO, NEW);
        world.worker(ONE).deployments.put("shop.war", new Deployed(hash(NEW), false));
        orders.archives.put(EmptyArchive.digest(OLD), OLD);
        orders.history.add(seen("undeploy", EmptyArchive.digest(NEW), null, ONE));
        orders.history.add(seen("replace", EmptyArchive.digest(OLD), "1.0", ONE, TWO));
        orders.waiting.add(sync(true));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(synced().text("state")).isEqualTo("done");
    }

    @Test
    void saysWhatItCannotBringInLine() throws Exception {
        world.runs(TWO, NEW);
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, TWO));
        orders.decision = "refused";
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(synced().text("state")).isEqualTo("failed");
        assertThat(synced().text("detail")).endsWith("may not enter production: It is frozen.");
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(NEW)));
    }

    @Test
    void endsASyncWhoseResultTheLedgerRefuses() throws Exception {
        ledger.first("PUT /api/v1/syncs/s", Stub.Reply.of(409, "{\"detail\":\"It is failed already.\"}"));
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(log).contains("The ledger rejected the result: It is failed already.");
    }

    /** Otherwise it would be handed out again and again, and everybody else's would wait behind it. */
    @Test
    void endsASyncWhoseArchivesItCannotStore() throws Exception {
        Files.createFile(Files.createDirectories(folder.resolve("agent")).resolve("sync"));
        world.runs(TWO, NEW);
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(synced().text("state")).isEqualTo("failed");
        assertThat(synced().text("detail")).contains("FileAlreadyExistsException");
    }

    @Test
    void recordsWhatWasDeployedWithoutTheLedger() throws Exception {
        files().ask(
                        List.of(WantedGroup.of(Wishes.group("shop", "production", 1))
                                .orElseThrow()),
                        true);
        DeploymentTask task =
                DeploymentTask.offline("production", "shop", "2.0", EmptyArchive.digest(NEW), false, null);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.journal().write(JournalEntry.of(task, world.site().pace().now()));
            Site site = world.site();
            Recorder recorder = Recorder.of(lease.journal(), site.pace(), report -> {});
            Job.Source source = (digest, file) -> Files.writeString(file, NEW);
            lease.close(new Job(sites(files()), lease.journal(), recorder, source, Optional.empty(), () -> {}).run());
        }
        orders.archives.clear();
        daemon().runOnce();
        assertThat(orders.archives).containsEntry(EmptyArchive.digest(NEW), NEW);
        assertThat(orders.recorded.get(0).text("artifactDigest")).isEqualTo(EmptyArchive.digest(NEW));
        assertThat(orders.recorded.get(1).text("outcome")).isEqualTo("succeeded");
        assertThat(agentFolder().acquire().waiting()).isEmpty();
    }

    /** Its machine was off for a day in the middle of it, and the ledger's disk is full. */
    @Test
    void recordsAnOfflineDeploymentWhoseArchiveTheLedgerRefuses() throws Exception {
        Instant start = Instant.parse("2025-11-25T10:00:00Z");
        Instant end = start.plus(Duration.ofDays(1));
        DeploymentTask task =
                DeploymentTask.offline("production", "shop", "2.0", EmptyArchive.digest(NEW), false, null);
        Path archive = Files.writeString(folder.resolve("archive"), NEW);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.outbox()
                    .add(
                            new OutboxMessage(task, new Result(start, end, null, null), List.of(), null),
                            Optional.of(archive));
            assertThat(lease.outbox().archive(EmptyArchive.digest(NEW))).isPresent();
        }
        ledger.first(
                "PUT /api/v1/archives/" + EmptyArchive.digest(NEW),
                Stub.Reply.of(413, "{\"detail\":\"It is too large.\"}"));
        daemon().runOnce();
        assertThat(log).anyMatch(line -> line.startsWith("The ledger rejected the archive of shop 2.0: "));
        assertThat(orders.recorded.get(1).text("startedAt")).isEqualTo("2025-11-26T04:00:00Z");
        assertThat(orders.recorded.get(1).text("finishedAt")).isEqualTo("2025-11-26T10:00:00Z");
    }

    /** The ledger that has not started yet cannot give it its own first archive: the agent's folder would stay locked. */
    @Test
    void endsAnOfflineDeploymentThatWasInterruptedBeforeItHadTheArchive() throws Exception {
        DeploymentTask task =
                DeploymentTask.offline("production", "slipway", "2.0", EmptyArchive.digest(NEW), false, null);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.journal().write(JournalEntry.of(task, world.site().pace().now()));
        }
        orders.isAway = true;
        world.onSleep = () -> isStopping.set(true);
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(CallException.class);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            assertThat(lease.journal().read()).isEmpty();
        }
        orders.isAway = false;
        daemon().runOnce();
        assertThat(orders.recorded.get(1).text("outcome")).isEqualTo("failed");
        assertThat(orders.recorded.get(1).text("failure")).contains("is not in the ledger's folder");
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
    }

    private Json synced() {
        return orders.syncs.getOrDefault("s", Json.object());
    }

    private AgentFolder agentFolder() {
        return new AgentFolder(folder.resolve("agent"), log::add);
    }

    @Override
    protected Sites sites(GroupFiles files) {
        return new Sites(world.site().without(), "production", files, world::site);
    }

    @Test
    void asksForServerGroupsBeforeADeploymentButNotBeforeTheLedgers() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        daemon().runOnce();
        assertThat(ledger.received("GET /api/v1/agent/server-groups"))
                .as("once in each round, before the task, and by the task")
                .hasSize(3);
        orders.waiting.add(deployment("8", EmptyArchive.digest(NEW)).with("service", "slipway"));
        daemon().runOnce();
        assertThat(orders.results).containsKey("8");
        assertThat(ledger.received("GET /api/v1/agent/server-groups"))
                .as("once in each round")
                .hasSize(4);
    }

    private static Json deployment(String id, String digest) {
        return Orders.deployment(id, "production", digest);
    }

    private static Json sync(boolean isBack) {
        return Json.object()
                .with("kind", "sync")
                .with("id", "s")
                .with("environment", "production")
                .with("lockId", "lock")
                .with("isBack", isBack);
    }

    private static Json seen(String operation, String digest, @Nullable String version, String... workers) {
        return Json.object()
                .with("service", "shop")
                .with("environment", "production")
                .with("version", version)
                .with("artifactDigest", digest)
                .with("archive", "shop.war")
                .with("operation", operation)
                .with("channel", "cli")
                .with("actor", "alice")
                .with("startedAt", "2026-11-26T10:00:00Z")
                .with("finishedAt", "2026-11-26T10:00:01Z")
                .with("workers", List.of(workers));
    }
}
