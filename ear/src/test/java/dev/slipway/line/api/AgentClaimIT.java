package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is asked for is handed to an agent, one thing at a time. */
@InTurn
class AgentClaimIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";
    private static final String LOCKS = "/api/v1/locks";
    private static final int MANY = 20;
    /** Before those who wait half a minute give up. */
    private static final Duration PROMPTLY = Duration.ofSeconds(25);

    @Test
    void carriesOutWhatWaitedForAnApproval() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
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
        assertThat(lock.path("holder").asText()).isEqualTo(agent.account());
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
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(20));
    }

    @Test
    void letsTheSecondWhoAsksJoinTheFirst() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
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
        TestAgent agent = scene.agent(REALM);
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
        agent.caller()
                .put(LOCKS + "/" + answers.get(0).json().path("lockId").asText(), Map.of("seconds", 60))
                .expectProblem(404, "not-found");
        agent.caller()
                .put(LOCKS + "/" + resumed.path("lockId").asText(), Map.of("seconds", 60))
                .expect(200);
        assertThat(agent.resume(first).expect(200).path("id")).isEqualTo(first.path("id"));
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        assertThat(agent.resume(first).status()).isEqualTo(204);
        JsonNode second = agent.claim(0).expect(200);
        assertThat(second.path("version").asText()).isEqualTo("2.0");
        assertThat(second.path("isResumed").asBoolean(true)).isFalse();
        // What is said twice of the first one does not end the second one's lock.
        agent.report(first, TestAgent.result("succeeded")).expect(200);
        agent.caller()
                .put(LOCKS + "/" + second.path("lockId").asText(), Map.of("seconds", 60))
                .expect(200);
    }

    @Test
    void waitsUntilNobodyElseHasTheLock() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
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
        TestAgent agent = scene.agent(REALM);
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
        TestAgent agent = scene.agent(REALM);
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
    void isSeenWhileItIsThere() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        JsonNode seen = scene.approver.get("/api/v1/agent").expect(200);
        assertThat(seen.path("isPresent").asBoolean()).isTrue();
        assertThat(Instant.parse(seen.path("lastSeenAt").asText()))
                .isAfter(Instant.now().minusSeconds(45));
    }

    /** While it works, it asks for nothing. */
    @Test
    void isThereForAsLongAsItHoldsALock() {
        Scene scene = new Scene(REALM, SCRATCH);
        String working = SCRATCH.name();
        String idle = SCRATCH.name();
        Database.execute(
                "insert into agent values (?, now() - interval '5 minutes'), (?, now() - interval '5 minutes')",
                working,
                idle);
        Database.update("""
                insert into deployment_lock (environment_id, id, holder, reason, taken_at, expires_at)
                select id, gen_random_uuid(), ?, 'Deploys', now() - interval '4 minutes', now() + interval '1 minute'
                from environment where name = ?""", working, scene.environment);
        try {
            String metrics = scene.admin.get("/metrics").body();
            Instant now = Instant.now();
            assertThat(seen(metrics, working)).isCloseTo(now, within(30, ChronoUnit.SECONDS));
            assertThat(seen(metrics, idle)).isCloseTo(now.minusSeconds(300), within(30, ChronoUnit.SECONDS));
        } finally {
            Database.execute("delete from agent where name in (?, ?)", working, idle);
        }
    }

    private static Instant seen(String metrics, String agent) {
        Matcher found = Pattern.compile(
                        "slipway_agent_seen_timestamp_seconds\\{agent=\"" + Pattern.quote(agent) + "\"} (\\d+)")
                .matcher(metrics);
        assertThat(found.find()).as(agent).isTrue();
        return Instant.ofEpochSecond(Long.parseLong(found.group(1)));
    }

    @Test
    void isForgottenAMonthAfterItWasLastThere() {
        Scene scene = new Scene(REALM, SCRATCH);
        String gone = SCRATCH.name();
        String absent = SCRATCH.name();
        TestAgent agent = scene.agent(REALM);
        Database.execute(
                "insert into agent values (?, now() - interval '31 days'), (?, now() - interval '29 days')",
                gone,
                absent);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertThat(Database.texts("delete from agent where name in (?, ?) returning name", gone, absent))
                .containsExactly(absent);
    }
}
