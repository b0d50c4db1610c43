package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an agent reports of a deployment or a sync is recorded in the name of whoever asked for it. */
@InTurn
class AgentReportIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";
    private static final String LOCKS = "/api/v1/locks";

    @Test
    void recordsAFailureAndWhatWasPutBack() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode before = scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        JsonNode first = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        agent.claim(0).expect(200);
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("2.0")).expect(201);
        agent.claim(0).expect(200);
        JsonNode done = agent.report(
                        request,
                        Requests.with(
                                Requests.with(TestAgent.result("failed"), "failure", "It did not start."),
                                "putBackDigest",
                                before.path("artifactDigest").asText()))
                .expect(200);
        assertThat(done.path("outcome").asText()).isEqualTo("failed");
        assertThat(done.path("failure").asText()).isEqualTo("It did not start.");
        JsonNode deployments = scene.deployer
                .get("/api/v1/deployments?service=" + scene.service)
                .expect(200)
                .path("items");
        assertThat(deployments.findValuesAsText("version")).containsExactly("1.0", "2.0", "1.0");
        assertThat(deployments.findValuesAsText("outcome")).containsExactly("succeeded", "failed", "succeeded");
        JsonNode putBack = deployments.path(0);
        assertThat(putBack.path("isRollback").asBoolean()).isTrue();
        assertThat(putBack.path("actor")).isEqualTo(request.path("actor"));
        assertThat(putBack.path("executor").asText()).isEqualTo(agent.executor());
        assertThat(putBack.has("requestId")).isFalse();
        assertThat(scene.deployer
                        .get("/api/v1/deployments?live=true&service=" + scene.service)
                        .items("version"))
                .containsExactly("1.0");
    }

    /** The first attempt changed nothing, so that nothing was put back. */
    @Test
    void linksWhatWasPutBackToTheAttemptThatItUndoes() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode before = scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        carryOut(scene, agent, "1.0", TestAgent.result("succeeded"));
        carryOut(scene, agent, "2.0", TestAgent.result("failed"));
        JsonNode failed = carryOut(
                scene,
                agent,
                "2.0",
                Requests.with(
                        TestAgent.result("failed"),
                        "putBackDigest",
                        before.path("artifactDigest").asText()));
        String putBack = scene.deployer
                .get("/api/v1/deployments?live=true&service=" + scene.service)
                .items("id")
                .get(0);
        JsonNode link = scene.deployer
                .get("/api/v1/deployments/" + putBack + "/recovery")
                .expect(200)
                .path("link");
        assertThat(link.path("deploymentId")).isEqualTo(failed.path("deploymentId"));
        assertThat(link.path("isAutomatic").asBoolean()).isTrue();
        JsonNode metrics = scene.deployer
                .get("/api/v1/metrics/delivery?service=" + scene.service)
                .expect(200);
        assertThat(metrics.at("/deploymentFrequency/count").asInt()).isEqualTo(1);
        assertThat(metrics.at("/changeFailRate/failed").asInt()).isZero();
        assertThat(metrics.at("/deploymentReworkRate/rework").asInt()).isZero();
    }

    private static JsonNode carryOut(Scene scene, TestAgent agent, String version, Map<String, Object> result) {
        JsonNode request =
                scene.deployer.post(PATH, scene.agentRequest(version)).expect(201);
        agent.claim(0).expect(200);
        return agent.report(request, result).expect(200);
    }

    /** A build that changed nothing makes a release of the same bytes, which nobody has let in. */
    @Test
    void putsBackTheReleaseThatRanAndNotANewerOneOfTheSameBytes() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode before = scene.keptRelease("1.0");
        scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(
                                Requests.release(scene.service, "1.1"),
                                "artifactDigest",
                                before.path("artifactDigest").asText()))
                .expect(201);
        scene.keptRelease("2.0");
        JsonNode first = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        agent.claim(0).expect(200);
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        JsonNode second = scene.deployer.post(PATH, scene.agentRequest("2.0")).expect(201);
        agent.claim(0).expect(200);
        agent.report(
                        second,
                        Requests.with(
                                TestAgent.result("failed"),
                                "putBackDigest",
                                before.path("artifactDigest").asText()))
                .expect(200);
        assertThat(scene.deployer
                        .get("/api/v1/deployments?live=true&service=" + scene.service)
                        .items("version"))
                .containsExactly("1.0");
    }

    @Test
    void isRefusedWhatIsNotItsOwnToSay() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        TestAgent other = scene.agent(REALM);
        scene.keptRelease("1.0");
        agent.caller().post(PATH, scene.agentRequest("1.0")).expectProblem(403, "forbidden");
        Answer forged = scene.deployer.post(PATH, Requests.with(scene.agentRequest("1.0"), "channel", "console"));
        forged.expectProblem(400, "invalid-request");
        assertThat(forged.refused()).containsExactly("channel");
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        agent.report(request, TestAgent.result("succeeded")).expectProblem(409, "request-closed");
        agent.tell(request, 1).expectProblem(409, "request-closed");
        agent.claim(0).expect(200);
        assertThat(other.claim(0).status()).isEqualTo(204);
        other.tell(request, 1).expectProblem(403, "forbidden");
        other.report(request, TestAgent.result("succeeded")).expectProblem(403, "forbidden");
        for (Caller caller : List.of(scene.deployer, scene.approver, scene.admin)) {
            caller.post("/api/v1/agent/claims", Map.of("environment", scene.environment))
                    .expectProblem(403, "forbidden");
            caller.put(RequestIT.address(request) + "/result", TestAgent.result("succeeded"))
                    .expectProblem(403, "forbidden");
            caller.post(RequestIT.address(request) + "/steps", Map.of("items", List.of()))
                    .expectProblem(403, "forbidden");
        }
        agent.caller()
                .post("/api/v1/agent/claims", Map.of("environment", "no-such"))
                .expectProblem(422, "unknown-reference");
        agent.caller().post(PATH + "/" + new UUID(0, 0) + "/steps", steps()).expectProblem(404, "not-found");
        scene.deployer.get(PATH + "/" + new UUID(0, 0) + "/steps?wait=1").expectProblem(404, "not-found");
    }

    /** It has no others to report, and what is refused would be handed out again. */
    @Test
    void takesAResultWhateverItsTimes() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        scene.keptRelease("1.0");
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        agent.claim(0).expect(200);
        Instant now = Instant.now();
        JsonNode done = agent.report(
                        request,
                        Requests.with(
                                Requests.with(
                                        TestAgent.result("succeeded"),
                                        "startedAt",
                                        now.minus(Duration.ofDays(2)).toString()),
                                "finishedAt",
                                now.plus(Duration.ofHours(1)).toString()))
                .expect(200);
        JsonNode deployment = scene.deployer
                .get("/api/v1/deployments/" + done.path("deploymentId").asText())
                .expect(200);
        Instant finishedAt = Instant.parse(deployment.path("finishedAt").asText());
        assertThat(finishedAt).isBefore(now.plus(Duration.ofMinutes(30)));
        assertThat(Instant.parse(deployment.path("startedAt").asText()))
                .isEqualTo(finishedAt.minus(Duration.ofHours(6)));
    }

    private static Map<String, Object> steps() {
        return Map.of(
                "items",
                List.of(Map.of("number", 1, "at", "2026-11-27T10:00:00Z", "kind", "done", "text", "It is done")));
    }

    /** Its parts go on in the name of whoever asked for the sync, and with the sync's lock. */
    @Test
    void carriesOutASync() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode asked = scene.deployer
                .post("/api/v1/syncs", Map.of("environment", scene.environment, "service", scene.service))
                .expect(201);
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("kind").asText()).isEqualTo("sync");
        assertThat(claimed.path("id")).isEqualTo(asked.path("id"));
        assertThat(claimed.path("service").asText()).isEqualTo(scene.service);
        assertThat(claimed.path("isBack").asBoolean(true)).isFalse();

        byte[] bytes = ("By hand " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        JsonNode release = agent.caller()
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, "by-hand.1"), "artifactDigest", Digest.of(bytes)))
                .expect(201);
        assertThat(Scene.keep(agent.caller(), release, bytes).status()).isEqualTo(201);
        Map<String, Object> part = Requests.with(
                scene.agentRequest("by-hand.1"), "syncId", asked.path("id").asText());
        scene.agent(REALM).caller().post(PATH, part).expectProblem(422, "unknown-reference");
        // Not even one of the agent's name.
        Realm.Person namesake = REALM.personNamed(agent.executor(), "deployer");
        Caller.person(namesake).post(PATH, part).expectProblem(403, "forbidden");
        JsonNode request = agent.caller().post(PATH, part).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("running");
        assertThat(request.path("actor")).isEqualTo(asked.path("actor"));
        assertThat(agent.caller().post(PATH, part).expect(200).path("id")).isEqualTo(request.path("id"));
        // Whoever goes on with the sync goes on with its part.
        JsonNode resumed = agent.claim(0).expect(200);
        assertThat(resumed.path("kind").asText()).isEqualTo("sync");
        assertThat(resumed.path("isResumed").asBoolean()).isTrue();
        JsonNode done = agent.report(request, TestAgent.result("succeeded")).expect(200);
        assertThat(done.path("state").asText()).isEqualTo("done");
        String lock = LOCKS + "/" + resumed.path("lockId").asText();
        agent.caller().put(lock, Map.of("seconds", 60)).expect(200);
        String sync = "/api/v1/syncs/" + asked.path("id").asText();
        JsonNode over = agent.caller()
                .put(sync, Map.of("state", "done", "detail", "worker-2 runs it again."))
                .expect(200);
        assertThat(agent.caller().put(sync, Map.of("state", "done")).expect(200))
                .isEqualTo(over);
        scene.deployer.get(lock).expectProblem(404, "not-found");
        assertThat(agent.claim(0).status()).isEqualTo(204);
    }

    /** The agent's lock may have expired while the ledger was away, and the agent does not know yet. */
    @Test
    void beginsNoPartOfASyncWhereSomebodyElseHasTheLock() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        scene.keptRelease("1.0");
        JsonNode asked = scene.deployer
                .post("/api/v1/syncs", Map.of("environment", scene.environment, "isBack", true))
                .expect(201);
        String expired = agent.claim(0).expect(200).path("lockId").asText();
        Database.update("update deployment_lock set expires_at = now() where id = ?::uuid", expired);
        JsonNode taken = scene.deployer
                .post(LOCKS, Map.of("environment", scene.environment, "reason", "Deploys by hand"))
                .expect(201);
        Map<String, Object> part = Requests.with(
                scene.agentRequest("1.0"), "syncId", asked.path("id").asText());
        agent.caller().post(PATH, part).expectProblem(423, "environment-locked");
        assertThat(scene.deployer
                        .delete(LOCKS + "/" + taken.path("id").asText())
                        .status())
                .isEqualTo(204);
        JsonNode request = agent.caller().post(PATH, part).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("running");
        agent.report(request, TestAgent.result("succeeded")).expect(200);
        agent.caller()
                .put("/api/v1/syncs/" + asked.path("id").asText(), Map.of("state", "done"))
                .expect(200);
    }

    /** Two services may run the same archive, where only one of them has released it. */
    @Test
    void syncsWhatAnotherServiceHasOnlyWhereAWorkerHasItToo() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        byte[] bytes = ("Of two services " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        String other = SCRATCH.service(scene.deployer);
        JsonNode theirs = record(scene.deployer, other, "1.0", bytes);
        assertThat(Scene.keep(scene.deployer, theirs, bytes).status()).isEqualTo(201);
        try (ServerGroup group = new ServerGroup(scene)) {
            JsonNode asked = scene.deployer
                    .post("/api/v1/syncs", Map.of("environment", scene.environment, "service", scene.service))
                    .expect(201);
            agent.claim(0).expect(200);
            String sync = asked.path("id").asText();
            has(scene, group.workers.get(0), other, Digest.of(new byte[] {1}));
            record(agent.caller(), scene.service, "by-hand.1", bytes);
            agent.caller()
                    .post(PATH, Requests.with(scene.agentRequest("by-hand.1"), "syncId", sync))
                    .expectProblem(422, "archive-missing");
            has(scene, group.workers.get(1), other, Digest.of(bytes));
            record(agent.caller(), scene.service, "by-hand.2", bytes);
            JsonNode request = agent.caller()
                    .post(PATH, Requests.with(scene.agentRequest("by-hand.2"), "syncId", sync))
                    .expect(201);
            assertThat(request.path("state").asText()).isEqualTo("running");
            agent.report(request, TestAgent.result("succeeded")).expect(200);
            agent.caller().put("/api/v1/syncs/" + sync, Map.of("state", "done")).expect(200);
        }
    }

    private static JsonNode record(Caller caller, String service, String version, byte[] bytes) {
        return caller.post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(service, version), "artifactDigest", Digest.of(bytes)))
                .expect(201);
    }

    /** Has a worker of the scene's service have an archive, which is another one's by its name. */
    private static void has(Scene scene, String worker, String named, String digest) {
        Database.update("""
                insert into worker (name, environment_id, service_id, last_seen_at)
                select ?, e.id, s.id, now() from environment e, service s where e.name = ? and s.name = ?""", worker, scene.environment, scene.service);
        Database.update("""
                insert into worker_archive (worker, archive, service_id, artifact_digest, is_enabled)
                select ?, 'shop.war', id, ?, true from service where name = ?""", worker, digest, named);
    }

    @Test
    void leavesWhatASyncMayNotBringToTheGate() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        scene.keptRelease("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode asked = scene.deployer
                .post("/api/v1/syncs", Map.of("environment", scene.environment, "isBack", true))
                .expect(201);
        assertThat(agent.claim(0).expect(200).path("isBack").asBoolean()).isTrue();
        Map<String, Object> part = Requests.with(
                scene.agentRequest("1.0"), "syncId", asked.path("id").asText());
        assertThat(agent.caller().post(PATH, part).expect(201).path("state").asText())
                .isEqualTo("waiting");
        agent.caller()
                .put("/api/v1/syncs/" + asked.path("id").asText(), Map.of("state", "failed"))
                .expect(200);
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(agent.claim(0).expect(200).path("kind").asText())
                                .isEqualTo("deployment"));
    }
}
