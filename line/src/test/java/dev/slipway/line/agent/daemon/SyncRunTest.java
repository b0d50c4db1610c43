package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.http.Json;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sync brings workers in line with each other, or back to what was released. */
class SyncRunTest extends TwoWorkerScene {
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

    /** Its deployers could download it as theirs then. */
    @Test
    void bringsBackNoArchiveOfAnotherService() throws Exception {
        String released = EmptyArchive.zip("pay");
        orders.archives.put(EmptyArchive.digest(released), released);
        world.runs(ONE, "pay.war", NEW);
        orders.history.add(seen("deploy", EmptyArchive.digest(NEW), null, ONE).with("archive", "pay.war"));
        orders.history.add(seen("replace", EmptyArchive.digest(released), "3.1", "pay-1", "pay-2")
                .with("service", "pay")
                .with("archive", "pay.war"));
        orders.waiting.add(sync(true));
        daemon().runOnce();
        assertThat(ledger.received("GET /api/v1/archives/" + EmptyArchive.digest(released)))
                .isEmpty();
        assertThat(orders.recorded).isEmpty();
        assertThat(synced().text("state")).isEqualTo("failed");
        assertThat(synced().text("detail")).isEqualTo("pay.war: No release of it ever ran on every worker.");
    }

    @Test
    void bringsInLineWhatAnotherServiceChangedUnderTheSameName() throws Exception {
        twoGroups("shop.war");
        orders.history.add(seen("replace", EmptyArchive.digest(OLD), null, "api-production-1")
                .with("service", "api"));
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, SECOND));
        orders.waiting.add(sync(false).with("service", "shop"));
        daemon().runOnce();
        assertThat(running()).containsEntry(FIRST, hash(NEW)).containsEntry(SECOND, hash(NEW));
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

    /** One of another service, for instance: a pipeline's sync has no job's token. */
    @Test
    void goesOnWhereTheLedgerRefusesOneRequest() throws Exception {
        world.runs(TWO, NEW);
        world.worker(ONE).deployments.put("api.war", new Deployed(hash(OLD), true));
        world.worker(TWO).deployments.put("api.war", new Deployed(hash(NEW), true));
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, TWO));
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, TWO).with("archive", "api.war"));
        String requests = "POST /api/v1/deployment-requests";
        Stub.Reply refused = Stub.Reply.of(403, "{\"detail\":\"The header X-Job-Token is missing.\"}");
        ledger.first(requests, refused, refused);
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(ledger.received(requests)).hasSize(2);
        assertThat(synced().text("state")).isEqualTo("failed");
        assertThat(synced().text("detail").lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).endsWith("may not enter production: The header X-Job-Token is missing."));
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(NEW)));
    }

    /** A service's own code deploys what it likes on its workers. */
    @ParameterizedTest
    @ValueSource(strings = {"long", "nul\0"})
    void goesOnWhereAnArchiveHasANameThatNoneHas(String beginning) throws Exception {
        String odd = beginning + "x".repeat(3_000 - beginning.length());
        twoGroups(odd);
        if (beginning.equals("long")) {
            ledger.first(
                    "GET /api/v1/deployments",
                    Stub.Reply.of(400, "{\"detail\":\"search has more than 200 characters.\"}"));
        }
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, SECOND));
        orders.waiting.add(sync(false));
        daemon().runOnce();
        assertThat(running()).containsEntry(FIRST, hash(NEW)).containsEntry(SECOND, hash(NEW));
        assertThat(synced().text("state")).isEqualTo("failed");
        assertThat(synced().text("detail").lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .endsWith(" runs on every worker.");
    }

    @Test
    void goesOnWhereAWorkersAnswerIsNestedTooDeeply() throws Exception {
        twoGroups("api.war");
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, SECOND));
        orders.waiting.add(sync(false));
        AtomicBoolean isFirst = new AtomicBoolean(true);
        world.onTouch = () -> {
            if (isFirst.getAndSet(false)) {
                throw new StackOverflowError();
            }
        };
        daemon().runOnce();
        assertThat(running()).containsEntry(FIRST, hash(NEW));
        assertThat(synced().text("detail").lines()).hasSize(2).first().isEqualTo("java.lang.StackOverflowError");
    }

    /** The next round goes on there, with what its journal has, and then with the sync. */
    @Test
    void isNotOverWhereADeploymentDidNotEnd() throws Exception {
        twoGroups("api.war");
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, "api-production-2")
                .with("service", "api")
                .with("archive", "api.war"));
        orders.history.add(seen("replace", EmptyArchive.digest(NEW), null, SECOND));
        orders.waiting.add(sync(false));
        world.onTouch = () -> folder.resolve("agent/outbox").toFile().delete();
        daemon().runOnce();
        assertThat(ledger.received("POST /api/v1/deployment-requests")).hasSize(1);
        assertThat(running()).containsEntry(FIRST, hash(OLD));
        assertThat(orders.syncs).isEmpty();
        assertThat(log).anyMatch(line -> line.contains("NoSuchFileException"));
        assertThat(new Journal(folder.resolve("agent"), log::add).read())
                .hasValueSatisfying(left -> assertThat(left.task().service()).isEqualTo("api"));
        world.onTouch = () -> {};
        daemon().runOnce();
        assertThat(orders.results).containsOnlyKeys("part");
        // The first service fails its health check, so it differs still, is tried once more, and fails again.
        assertThat(ledger.received("POST /api/v1/deployment-requests")).hasSize(3);
        assertThat(running()).containsEntry(FIRST, hash(NEW));
        assertThat(synced().text("state")).isEqualTo("failed");
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

    /**
     * Two workers of each service differ.
     *
     * @param archive what those of api run
     */
    private void twoGroups(String archive) throws IOException {
        world.group("api", "api-production-1", "api-production-2");
        world.group("shop", FIRST, SECOND);
        world.runs("api-production-1", archive, OLD);
        world.runs("api-production-2", archive, NEW);
        Wishes.answer(answers(), "api-production", 1, "ready", null, "api-production-1", "api-production-2");
        Wishes.answer(answers(), "shop-production", 1, "ready", null, FIRST, SECOND);
        orders.groups = List.of(Wishes.group("api", "production", 1), Wishes.group("shop", "production", 1));
        world.runs(FIRST, OLD);
        world.runs(SECOND, NEW);
    }

    private Json synced() {
        return orders.syncs.getOrDefault("s", Json.object());
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
