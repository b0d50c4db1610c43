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
import dev.slipway.line.Silence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is asked for is handed to an agent, one thing at a time, and recorded in the name of whoever asked. */
@InTurn
class AgentIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";
    private static final String LOCKS = "/api/v1/locks";
    private static final int MANY = 20;
    private static final Duration PROMPTLY = Duration.ofSeconds(10);

    @Test
    void carriesOutWhatWaitedForAnApproval() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        JsonNode release = scene.keptRelease("1.0");
        scene.policy(Requests.policy(1, true));
        Map<String, Object> wish = Requests.with(
                Requests.with(
                        Requests.with(scene.agentRequest("1.0"), "contextRoot", "/shop"), "probePath", "/health?x=1"),
                "comment",
                "Now");
        JsonNode request = scene.deployer.post(PATH, wish).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(request.path("channel").asText()).isEqualTo("pipeline");
        assertThat(request.path("isForAgent").asBoolean()).isTrue();
        assertThat(request.path("probeSeconds").asInt()).isEqualTo(30);
        assertThat(agent.claim(0).status()).isEqualTo(204);

        CompletableFuture<Answer> claiming = agent.awaitWork(30);
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        Instant approved = Instant.now();
        JsonNode claimed = Caller.join(claiming).expect(200);
        assertThat(Duration.between(approved, Instant.now())).isLessThan(PROMPTLY);
        assertThat(claimed.path("kind").asText()).isEqualTo("deployment");
        for (String member : new String[] {"id", "service", "version", "environment", "contextRoot", "probePath"}) {
            assertThat(claimed.path(member)).as(member).isEqualTo(request.path(member));
        }
        assertThat(claimed.path("artifactDigest")).isEqualTo(release.path("artifactDigest"));
        assertThat(claimed.path("actor")).isEqualTo(request.path("actor"));
        assertThat(claimed.path("isResumed").asBoolean(true)).isFalse();
        JsonNode running = RequestIT.show(scene, request);
        assertThat(running.path("state").asText()).isEqualTo("running");
        assertThat(running.has("claimedAt")).isTrue();
        assertThat(scene.admin.get("/metrics").body())
                .containsPattern("slipway_request_running_since_timestamp_seconds\\{environment=\"" + scene.environment
                        + "\"} [1-9]");
        JsonNode lock = scene.deployer
                .get(LOCKS + "/" + claimed.path("lockId").asText())
                .expect(200);
        assertThat(lock.path("holder").asText()).isEqualTo(agent.account);
        assertThat(lock.path("reason").asText()).isEqualTo("Deploys " + scene.service + " 1.0");
        scene.deployer
                .post(RequestIT.address(request) + "/withdrawal", Map.of("comment", "Later"))
                .expectProblem(409, "request-closed");
        // What an approver says now comes too late.
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "refused"))
                .expect(201);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("running");

        follow(scene, agent, request);

        Map<String, Object> result = TestAgent.result("succeeded");
        CompletableFuture<Answer> following =
                scene.approver.getAsync(RequestIT.address(request) + "/steps?after=3&state=running&wait=30");
        JsonNode done = agent.report(request, result).expect(200);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("outcome").asText()).isEqualTo("succeeded");
        assertThat(Caller.join(following).expect(200).path("state").asText()).isEqualTo("done");
        assertThat(agent.report(request, TestAgent.result("failed")).expect(200))
                .isEqualTo(done);
        JsonNode deployment = scene.deployer
                .get("/api/v1/deployments/" + done.path("deploymentId").asText())
                .expect(200);
        assertThat(deployment.path("actor")).isEqualTo(request.path("actor"));
        assertThat(deployment.path("channel").asText()).isEqualTo("pipeline");
        assertThat(deployment.path("executor").asText()).isEqualTo(agent.executor());
        assertThat(deployment.path("requestId")).isEqualTo(request.path("id"));
        assertThat(scene.deployer
                        .get(LOCKS + "?environment=" + scene.environment)
                        .items("id"))
                .isEmpty();
        assertThat(scene.deployer
                        .get(PATH + "?state=done&service=" + scene.service)
                        .items("outcome"))
                .containsExactly("succeeded");
    }

    private static void follow(Scene scene, TestAgent agent, JsonNode request) {
        String steps = RequestIT.address(request) + "/steps";
        JsonNode none = scene.approver.get(steps).expect(200);
        assertThat(none.path("state").asText()).isEqualTo("running");
        assertThat(none.path("items")).isEmpty();
        CompletableFuture<Answer> following = scene.approver.getAsync(steps + "?after=0&state=running&wait=30");
        assertThat(agent.tell(request, 1, 2).status()).isEqualTo(204);
        Instant told = Instant.now();
        JsonNode first = Caller.join(following).expect(200);
        assertThat(Duration.between(told, Instant.now())).isLessThan(PROMPTLY);
        assertThat(first.path("items").findValuesAsText("number")).containsExactly("1", "2");
        assertThat(first.at("/items/0/kind").asText()).isEqualTo("started");
        assertThat(first.at("/items/0/worker").asText()).isEqualTo("worker-1");
        assertThat(first.at("/items/1/text").asText()).isEqualTo("Step 2");
        // What the agent is not sure to have told, it tells again.
        assertThat(agent.tell(request, 2, 3).status()).isEqualTo(204);
        assertThat(scene.approver
                        .get(steps + "?after=1")
                        .expect(200)
                        .path("items")
                        .findValuesAsText("number"))
                .containsExactly("2", "3");
        // Whoever thinks that it still waits hears at once.
        assertThat(scene.approver
                        .get(steps + "?after=3&state=waiting&wait=30")
                        .expect(200)
                        .path("items"))
                .isEmpty();
        Instant asked = Instant.now();
        assertThat(scene.approver
                        .get(steps + "?after=3&state=running&wait=2")
                        .expect(200)
                        .path("items"))
                .isEmpty();
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(10));
    }

    @Test
    void isGivenUpOnceItsAgentHasFallenSilent() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        JsonNode next = scene.deployer.post(PATH, scene.agentRequest("2.0")).expect(201);
        agent.claim(0).expect(200);
        String withdrawal = RequestIT.address(request) + "/withdrawal";
        assertThat(RequestIT.show(scene, request).has("silentSince")).isFalse();
        assertThat(scene.deployer
                        .post(withdrawal, Map.of())
                        .expectProblem(409, "request-closed")
                        .path("detail")
                        .asText())
                .contains("last reported at");

        Silence.behind(request);
        assertThat(RequestIT.show(scene, request).has("silentSince")).isTrue();
        scene.approver.post(withdrawal, Map.of()).expectProblem(403, "forbidden");
        JsonNode givenUp =
                scene.deployer.post(withdrawal, Map.of("comment", "It burned")).expect(200);
        assertThat(givenUp.path("state").asText()).isEqualTo("done");
        assertThat(givenUp.path("outcome").asText()).isEqualTo("failed");
        assertThat(givenUp.path("failure").asText())
                .startsWith("The agent has not reported since")
                .endsWith("gave it up: “It burned”.");
        assertThat(givenUp.has("silentSince")).isFalse();
        scene.deployer.post(withdrawal, Map.of()).expectProblem(409, "request-closed");

        // It comes back: what it has done since is shown, and changes nothing on record.
        assertThat(agent.tell(request, 1).status()).isEqualTo(204);
        assertThat(agent.report(request, TestAgent.result("succeeded"))
                        .expectProblem(409, "request-closed")
                        .path("detail")
                        .asText())
                .contains("gave it up: “It burned”.");
        assertThat(RequestIT.show(scene, request)).isEqualTo(givenUp);
        assertThat(agent.claim(0).expect(200).path("id")).isEqualTo(next.path("id"));
    }

    @Test
    void letsTheSecondWhoAsksJoinTheFirst() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, scene.agentRequest("1.0")));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .extracting(answer -> answer.json().path("id").asText())
                .containsOnly(answers.get(0).json().path("id").asText());
        String key = UUID.randomUUID().toString();
        JsonNode joined = REALM.client("deployer")
                .post(PATH, scene.agentRequest("1.0"), "Idempotency-Key", key)
                .expect(200);
        assertThat(joined.path("id")).isEqualTo(answers.get(0).json().path("id"));
        Map<String, Object> rollback = Requests.with(scene.agentRequest("1.0"), "isRollback", true);
        scene.deployer.post(PATH, rollback).expectProblem(409, "request-exists");
        scene.deployer.post(PATH, scene.request("1.0")).expectProblem(409, "request-exists");
        JsonNode claimed = agent.claim(0).expect(200);
        JsonNode running = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(200);
        assertThat(running.path("id")).isEqualTo(claimed.path("id"));
        assertThat(running.path("state").asText()).isEqualTo("running");
        agent.report(claimed, TestAgent.result("succeeded")).expect(200);
        assertThat(scene.deployer
                        .post(PATH, scene.agentRequest("1.0"))
                        .expect(201)
                        .path("id"))
                .isNotEqualTo(claimed.path("id"));
    }

    @Test
    void joinsNothingThatTheAgentWillNotCarryOut() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.keptRelease("1.0");
        RequestIT.request(scene, "1.0");
        assertThat(scene.deployer
                        .post(PATH, scene.agentRequest("1.0"))
                        .expectProblem(409, "request-exists")
                        .path("detail")
                        .asText())
                .contains("not for the agent");
    }

    @Test
    void isHandedOutOnceAndResumed() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        JsonNode first = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        scene.deployer.post(PATH, scene.agentRequest("2.0")).expect(201);
        List<Answer> answers = Scene.atOnce(MANY, i -> agent.claimAsync(0));
        assertThat(answers)
                .extracting(answer -> answer.expect(200).path("id").asText())
                .containsOnly(first.path("id").asText());
        assertThat(answers)
                .filteredOn(answer -> !answer.json().path("isResumed").asBoolean())
                .hasSize(1);
        JsonNode resumed = agent.claim(0).expect(200);
        assertThat(resumed.path("isResumed").asBoolean()).isTrue();
        // An agent that was thought dead finds out.
        agent.caller
                .put(LOCKS + "/" + answers.get(0).json().path("lockId").asText(), Map.of("seconds", 60))
                .expectProblem(404, "not-found");
        agent.caller
                .put(LOCKS + "/" + resumed.path("lockId").asText(), Map.of("seconds", 60))
                .expect(200);
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        JsonNode second = agent.claim(0).expect(200);
        assertThat(second.path("version").asText()).isEqualTo("2.0");
        assertThat(second.path("isResumed").asBoolean(true)).isFalse();
        // What is said twice of the first one does not end the second one's lock.
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        agent.caller
                .put(LOCKS + "/" + second.path("lockId").asText(), Map.of("seconds", 60))
                .expect(200);
    }

    @Test
    void waitsUntilNobodyElseHasTheLock() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        JsonNode lock = scene.deployer
                .post(LOCKS, Map.of("environment", scene.environment, "reason", "Looks around"))
                .expect(201);
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        assertThat(agent.claim(0).status()).isEqualTo(204);
        CompletableFuture<Answer> claiming = agent.awaitWork(30);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("allowed");
        scene.deployer.delete(LOCKS + "/" + lock.path("id").asText());
        Instant free = Instant.now();
        Caller.join(claiming).expect(200);
        assertThat(Duration.between(free, Instant.now())).isLessThan(PROMPTLY);
    }

    @Test
    void goesOnWhenALockHasEndedByItself() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        scene.deployer
                .post(LOCKS, Map.of("environment", scene.environment, "reason", "Looks around", "seconds", 5))
                .expect(201);
        scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        Instant asked = Instant.now();
        agent.claim(30).expect(200);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void asksTheGateOnceMore() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        JsonNode first = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        JsonNode second = scene.deployer.post(PATH, scene.agentRequest("2.0")).expect(201);
        scene.approver
                .post("/api/v1/approvals", scene.approval("2.0", "approved"))
                .expect(201);
        scene.policy(Requests.policy(1, true));
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("id")).isEqualTo(second.path("id"));
        JsonNode waiting = RequestIT.show(scene, first);
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(Scene.codes(waiting)).containsExactly("approval-missing");
    }

    @Test
    void recordsAFailureAndWhatWasPutBack() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
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
        TestAgent agent = new TestAgent(REALM, scene);
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
        JsonNode repair =
                scene.deployer.get("/api/v1/deployments/" + putBack + "/repair").expect(200);
        assertThat(repair.path("deploymentId")).isEqualTo(failed.path("deploymentId"));
        assertThat(repair.path("isAutomatic").asBoolean()).isTrue();
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
        TestAgent agent = new TestAgent(REALM, scene);
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
    void wantsTheArchive() {
        Scene scene = new Scene(REALM, SCRATCH);
        byte[] bytes = scene.service.getBytes(StandardCharsets.UTF_8);
        JsonNode release = scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, "1.0"), "artifactDigest", Digest.of(bytes)))
                .expect(201);
        JsonNode problem = scene.deployer.post(PATH, scene.agentRequest("1.0")).expectProblem(422, "archive-missing");
        assertThat(problem.path("detail").asText())
                .contains("PUT archives/" + release.path("artifactDigest").asText());
        Scene.keep(scene.deployer, release, bytes);
        scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
    }

    @Test
    void isRefusedWhatIsNotItsOwnToSay() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        TestAgent other = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        agent.caller.post(PATH, scene.agentRequest("1.0")).expectProblem(403, "forbidden");
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
        agent.caller
                .post("/api/v1/agent/claims", Map.of("environment", "no-such"))
                .expectProblem(422, "unknown-reference");
        agent.caller.post(PATH + "/" + new UUID(0, 0) + "/steps", steps()).expectProblem(404, "not-found");
        scene.deployer.get(PATH + "/" + new UUID(0, 0) + "/steps?wait=1").expectProblem(404, "not-found");
    }

    /** Whoever undoes one release does not mean another that goes live before the agent's turn. */
    @Test
    void replacesNoOtherReleaseThanTheOneThatIsMeant() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        Map<String, Object> back = rollBackFromLater(scene, agent);
        JsonNode late = scene.deployer
                .post(PATH, Requests.with(back, "fromVersion", "0.9"))
                .expect(201);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertOvertaken(scene, late);
        JsonNode meant = scene.deployer
                .post(PATH, Requests.with(back, "fromVersion", "1.1"))
                .expect(201);
        assertThat(agent.claim(0).expect(200).path("id")).isEqualTo(meant.path("id"));
    }

    /** Nor does it wait for approvals until then, in the way of the next one. */
    @Test
    void withdrawsWhatWasOvertakenWhileItWaits() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> back = rollBackFromLater(scene, new TestAgent(REALM, scene));
        scene.policy(Requests.policy(1, false));
        JsonNode late = scene.deployer
                .post(PATH, Requests.with(back, "fromVersion", "0.9"))
                .expect(201);
        assertThat(late.path("state").asText()).isEqualTo("waiting");
        await().atMost(PROMPTLY).untilAsserted(() -> assertOvertaken(scene, late));
    }

    /** What a worker shows while the agent probes it may yet fail, and is replaced by what was live before. */
    @Test
    void isNotOvertakenBeforeTheAgentHasReported() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        Map<String, Object> back = rollBackFromLater(scene, agent);
        scene.keptRelease("1.2");
        JsonNode next = scene.deployer.post(PATH, scene.agentRequest("1.2")).expect(201);
        agent.claim(0).expect(200);
        scene.policy(Requests.policy(1, false));
        JsonNode request = scene.deployer
                .post(PATH, Requests.with(back, "fromVersion", "1.1"))
                .expect(201);
        TestAgent.show(next);
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("allowed");
        agent.report(next, TestAgent.result("succeeded")).expect(200);
        await().atMost(PROMPTLY)
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals("withdrawn"));
    }

    @Test
    void asksAnewWhereTheOtherRequestWasOvertaken() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> back = rollBackFromLater(scene, new TestAgent(REALM, scene));
        for (Map<String, Object> next : List.of(back, Requests.with(back, "fromVersion", "1.1"))) {
            JsonNode late = scene.deployer
                    .post(PATH, Requests.with(back, "fromVersion", "0.9"))
                    .expect(201);
            JsonNode meant = scene.deployer.post(PATH, next).expect(201);
            assertThat(meant.path("id")).isNotEqualTo(late.path("id"));
            assertOvertaken(scene, late);
            scene.deployer
                    .post(RequestIT.address(meant) + "/withdrawal", Map.of("comment", "Later"))
                    .expect(200);
        }
    }

    @Test
    void replacesAnyReleaseWhereOneWhoAsksMeansAny() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> back = rollBackFromLater(scene, new TestAgent(REALM, scene));
        JsonNode one = scene.deployer
                .post(PATH, Requests.with(back, "fromVersion", "1.1"))
                .expect(201);
        assertThat(one.path("fromVersion").asText()).isEqualTo("1.1");
        JsonNode any = scene.deployer.post(PATH, back).expect(200);
        assertThat(any.path("id")).isEqualTo(one.path("id"));
        assertThat(any.path("fromVersion").asText("")).isEmpty();
    }

    /** What asks for 1.0 back, where 1.1 is live since. */
    private static Map<String, Object> rollBackFromLater(Scene scene, TestAgent agent) {
        for (String version : List.of("1.0", "1.1")) {
            scene.keptRelease(version);
            JsonNode request =
                    scene.deployer.post(PATH, scene.agentRequest(version)).expect(201);
            agent.claim(0).expect(200);
            agent.report(request, TestAgent.result("succeeded")).expect(200);
        }
        return Requests.with(scene.agentRequest("1.0"), "isRollback", true);
    }

    private static void assertOvertaken(Scene scene, JsonNode request) {
        JsonNode withdrawn = RequestIT.show(scene, request);
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/reasons/0/detail").asText())
                .isEqualTo("It was to replace 0.9, and 1.1 is live by now.");
    }

    /** It has no others to report, and what is refused would be handed out again. */
    @Test
    void takesAResultWhateverItsTimes() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
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

    @Test
    void isSeenWhileItIsThere() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        JsonNode seen = scene.approver.get("/api/v1/agent").expect(200);
        assertThat(seen.path("isPresent").asBoolean()).isTrue();
        assertThat(Instant.parse(seen.path("lastSeenAt").asText()))
                .isAfter(Instant.now().minusSeconds(45));
    }

    @Test
    void isForgottenAMonthAfterItWasLastThere() {
        Scene scene = new Scene(REALM, SCRATCH);
        String gone = SCRATCH.name();
        String absent = SCRATCH.name();
        TestAgent agent = new TestAgent(REALM, scene);
        Database.execute(
                "insert into agent values (?, now() - interval '31 days'), (?, now() - interval '29 days')",
                gone,
                absent);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertThat(Database.texts("delete from agent where name in (?, ?) returning name", gone, absent))
                .containsExactly(absent);
    }

    /** Its parts go on in the name of whoever asked for the sync, and with the sync's lock. */
    @Test
    void carriesOutASync() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        JsonNode asked = scene.deployer
                .post("/api/v1/syncs", Map.of("environment", scene.environment, "service", scene.service))
                .expect(201);
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("kind").asText()).isEqualTo("sync");
        assertThat(claimed.path("id")).isEqualTo(asked.path("id"));
        assertThat(claimed.path("service").asText()).isEqualTo(scene.service);
        assertThat(claimed.path("isBack").asBoolean(true)).isFalse();

        byte[] bytes = ("By hand " + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        JsonNode release = agent.caller
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, "by-hand.1"), "artifactDigest", Digest.of(bytes)))
                .expect(201);
        assertThat(Scene.keep(agent.caller, release, bytes).status()).isEqualTo(201);
        Map<String, Object> part = Requests.with(
                scene.agentRequest("by-hand.1"), "syncId", asked.path("id").asText());
        scene.deployer.post(PATH, part).expectProblem(422, "unknown-reference");
        JsonNode request = agent.caller.post(PATH, part).expect(201);
        assertThat(request.path("state").asText()).isEqualTo("running");
        assertThat(request.path("actor")).isEqualTo(asked.path("actor"));
        assertThat(agent.caller.post(PATH, part).expect(200).path("id")).isEqualTo(request.path("id"));
        // Whoever goes on with the sync goes on with its part.
        JsonNode resumed = agent.claim(0).expect(200);
        assertThat(resumed.path("kind").asText()).isEqualTo("sync");
        assertThat(resumed.path("isResumed").asBoolean()).isTrue();
        JsonNode done = agent.report(request, TestAgent.result("succeeded")).expect(200);
        assertThat(done.path("state").asText()).isEqualTo("done");
        String lock = LOCKS + "/" + resumed.path("lockId").asText();
        agent.caller.put(lock, Map.of("seconds", 60)).expect(200);
        String sync = "/api/v1/syncs/" + asked.path("id").asText();
        JsonNode over = agent.caller
                .put(sync, Map.of("state", "done", "detail", "worker-2 runs it again."))
                .expect(200);
        assertThat(agent.caller.put(sync, Map.of("state", "done")).expect(200)).isEqualTo(over);
        scene.deployer.get(lock).expectProblem(404, "not-found");
        assertThat(agent.claim(0).status()).isEqualTo(204);
    }

    @Test
    void leavesWhatASyncMayNotBringToTheGate() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = new TestAgent(REALM, scene);
        scene.keptRelease("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode asked = scene.deployer
                .post("/api/v1/syncs", Map.of("environment", scene.environment, "isBack", true))
                .expect(201);
        assertThat(agent.claim(0).expect(200).path("isBack").asBoolean()).isTrue();
        Map<String, Object> part = Requests.with(
                scene.agentRequest("1.0"), "syncId", asked.path("id").asText());
        assertThat(agent.caller.post(PATH, part).expect(201).path("state").asText())
                .isEqualTo("waiting");
        agent.caller
                .put("/api/v1/syncs/" + asked.path("id").asText(), Map.of("state", "failed"))
                .expect(200);
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(agent.claim(0).expect(200).path("kind").asText())
                                .isEqualTo("deployment"));
    }
}
