package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.Recorder;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.log.TraceLog;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment in the middle of which the agent was killed, or that went without the ledger, is brought to its end. */
class InterruptedDeploymentTest extends TwoWorkerScene {
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

    /** For a minute and a half, which is longer than one operation is tried. */
    @Test
    void waitsForAWorkerThatWasRestartingWhenItWasKilled() throws Exception {
        halfRolled();
        world.worker(ONE).away = 180;
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(orders.steps).containsValue("Waiting until it is up again");
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

    /** Its lock has expired, and a deployer took it. */
    @Test
    void waitsWhileSomebodyElseHasTheLock() throws Exception {
        halfRolled();
        world.httpd.out.put("shop " + TWO, true);
        orders.isLocked = true;
        assertThatItWaitsForTheLock();
        assertThatItWaitsForTheLock();
        assertThat(world.httpd.out)
                .as("nobody has probed what runs on the first, and the deployer has drained the second")
                .containsEntry("shop " + ONE, true)
                .containsEntry("shop " + TWO, true);
        assertThat(orders.steps).containsValue("Waiting: somebody else has the lock of production");
        assertThat(log)
                .doesNotContain("Resuming shop 2.0")
                .containsOnlyOnce("  Waiting: somebody else has the lock of production …");
        orders.isLocked = false;
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    /** Its lock has expired before it had changed anything, as while the ledger was away. */
    @Test
    void changesNothingOnceSomebodyElseHasTheLock() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        world.onTouch = () ->
                orders.isLocked = !ledger.received("POST /api/v1/agent/claims").isEmpty();
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(CallException.class)
                .hasMessage("Somebody else may have the lock of production.");
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(IOException.class)
                .hasMessage("shop 2.0 waits: somebody else has the lock of production");
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(world.httpd.out.values()).containsOnly(false);
        world.onTouch = () -> {};
        orders.isLocked = false;
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(NEW)));
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    /** The ledger would take it for abandoned, and a person could give it up. */
    @Test
    void saysEachMinuteThatItWaits() throws Exception {
        halfRolled();
        orders.isLocked = true;
        for (int second = 0; second < 180; second += 20) {
            assertThatItWaitsForTheLock();
            world.site().pace().sleep(Duration.ofSeconds(20));
        }
        assertThat(orders.steps.values())
                .filteredOn("Waiting: somebody else has the lock of production"::equals)
                .hasSize(3);
        assertThat(log).containsOnlyOnce("  Waiting: somebody else has the lock of production …");
    }

    @Test
    void changesNothingWhileTheLedgerRefusesTheLock() throws Exception {
        halfRolled();
        ledger.first("POST /api/v1/agent/claims", Stub.Reply.of(423, "{\"detail\":\"Somebody took it.\"}"));
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(LedgerRefusedException.class);
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(OLD)));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    /** Its ledger has been restored to a time before the agent claimed it. */
    @Test
    void putsBackWhatTheLedgerHasNotGivenToAnybody() throws Exception {
        halfRolled();
        orders.isLocked = true;
        ledger.first("GET /api/v1/deployment-requests/7", Stub.Reply.of(200, """
                {"id": "7", "service": "shop", "version": "2.0", "releaseId": "r", "environment": "production",
                 "actor": "alice", "state": "allowed"}"""));
        assertThatItPutsBackWhatRan();
    }

    /** Its ledger has been restored to a time before anybody requested it. */
    @Test
    void putsBackWhatTheLedgerDoesNotKnow() throws Exception {
        halfRolled();
        orders.isLocked = true;
        ledger.first("GET /api/v1/deployment-requests/7", Orders.unknown());
        assertThatItPutsBackWhatRan();
        assertThat(log).contains("It was abandoned in the meantime. The ledger does not know it.");
    }

    /** The agent lacks its role; or the server runs, but not yet the ledger. */
    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void changesNothingWhileTheLedgerDoesNotSayHowItStands(int status) throws Exception {
        halfRolled();
        ledger.first("GET /api/v1/deployment-requests/7", Stub.Reply.of(status, "{}"));
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(LedgerRefusedException.class);
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(OLD)));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    @Test
    void leavesAloneWhatSomebodyElseDeployedMeanwhile() throws Exception {
        halfRolled();
        orders.isLocked = true;
        assertThatItWaitsForTheLock();
        assertThatItLeavesAFixAlone();
    }

    @Test
    void leavesAloneWhatSomebodyElseDeployedBeforeItHadChangedAnything() throws Exception {
        killed(() -> world.httpd.out.containsValue(true));
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThatItLeavesAFixAlone();
    }

    /** Its rollback was interrupted, too. */
    @Test
    void putsBackOnlyWhatNobodyElseReplaced() throws Exception {
        halfRolled();
        world.sick.add(hash(NEW));
        world.onTouch = () -> {
            if (hash(OLD).equals(world.running().get(ONE))) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        world.runs(ONE, EmptyArchive.zip("fix"));
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(EmptyArchive.zip("fix")), TWO, hash(OLD)));
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(result("7").text("outcome")).isEqualTo("failed");
    }

    /** Somebody deploys a fix to both workers, and returns the lock, if they took it. */
    private void assertThatItLeavesAFixAlone() throws Exception {
        String fix = hash(EmptyArchive.zip("fix"));
        world.runs(ONE, EmptyArchive.zip("fix"));
        world.runs(TWO, EmptyArchive.zip("fix"));
        orders.isLocked = false;
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, fix, TWO, fix));
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(result("7").text("failure"))
                .isEqualTo("Another archive was deployed meanwhile to worker-1, worker-2, and stays there");
    }

    private void assertThatItPutsBackWhatRan() throws Exception {
        daemon().runOnce();
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(world.httpd.out.values()).containsOnly(false);
        assertThat(folder.resolve("agent/journal.json")).doesNotExist();
    }

    private void assertThatItWaitsForTheLock() {
        assertThatThrownBy(daemon()::runOnce)
                .isInstanceOf(IOException.class)
                .hasMessage("shop 2.0 waits: somebody else has the lock of production");
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(OLD)));
    }

    private void halfRolledAndGivenUp() {
        halfRolled();
        orders.givenUp = "alice gave it up.";
    }

    /** It was killed when the first worker had the new archive. */
    private void halfRolled() {
        killed(() -> hash(NEW).equals(world.running().get(ONE)));
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(NEW), TWO, hash(OLD)));
    }

    /** It was killed as soon as this held. */
    private void killed(BooleanSupplier isDue) {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        world.onTouch = () -> {
            if (isDue.getAsBoolean()) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
    }

    /** As an agent of an earlier release, which has another folder for it. */
    @Test
    void leavesAloneWhatSomebodyElseHasFinished() throws Exception {
        halfRolled();
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
    void recordsWhatWasDeployedWithoutTheLedger() throws Exception {
        DesiredGroup group =
                DesiredGroup.of(Wishes.group("shop", "production", 1)).orElseThrow();
        files().replaceAll(List.of(group));
        DeploymentTask task =
                DeploymentTask.offline("production", "shop", "2.0", new Digest(EmptyArchive.digest(NEW)), false, null);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.journal().write(JournalEntry.of(task, world.site().pace().now()));
            Site site = world.site();
            Recorder recorder = Recorder.of(lease.journal(), site.pace(), report -> {});
            Job.Source source = (digest, file) -> Files.writeString(file, NEW);
            TraceLog traces = new TraceLog(log::add);
            lease.close(new Job(
                            sites(files()),
                            lease.journal(),
                            recorder,
                            source,
                            Optional.empty(),
                            () -> {},
                            () -> {},
                            traces)
                    .run());
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
                DeploymentTask.offline("production", "shop", "2.0", new Digest(EmptyArchive.digest(NEW)), false, null);
        Path archive = Files.writeString(folder.resolve("archive"), NEW);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.outbox()
                    .add(
                            new OutboxMessage(task, new Result(start, end, null, null), List.of(), null),
                            Optional.of(archive));
            assertThat(lease.outbox().archive(new Digest(EmptyArchive.digest(NEW))))
                    .isPresent();
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
        leaveOffline();
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

    /** Whoever deployed without the ledger had the folder when the agent claimed its task, and was killed then. */
    @Test
    void finishesWhatWasLeftWhileItWaitedBeforeWhatItClaimed() throws Exception {
        orders.waiting.add(deployment("7", EmptyArchive.digest(NEW)));
        Stub.Route leaving = request -> {
            if (request.line().equals("POST /api/v1/agent/claims")) {
                leaveOffline();
            }
            return orders.answer(request);
        };
        try (Stub between = new Stub(leaving)) {
            GroupFiles files = files();
            Daemons.of(between.uri(), sites(files), files, place, log, isStopping::get)
                    .runOnce();
        }
        assertThat(log).contains("An interrupted deployment of slipway 2.0 is finished first");
        assertThat(world.touches).isZero();
        daemon().runOnce();
        assertThat(orders.recorded.get(1).text("outcome")).isEqualTo("failed");
        assertThat(log).contains("Resuming slipway 2.0", "Resuming: shop 2.0 in production");
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
    }

    /** As a process does that is killed before it has the archive. */
    private void leaveOffline() {
        DeploymentTask task = DeploymentTask.offline(
                "production", "slipway", "2.0", new Digest(EmptyArchive.digest(NEW)), false, null);
        try (AgentFolder.Lease lease = agentFolder().acquire()) {
            lease.journal().write(JournalEntry.of(task, world.site().pace().now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
