package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Workers of a service are restarted for somebody, or for a definition; and what they say is for those who may deploy it. */
@InTurn
class RestartIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final Scene scene = Scene.own(REALM, SCRATCH);
    private final TestAgent agent = scene.agent(REALM);
    private final String worker = scene.service + "-" + scene.environment + "-1";
    private final String group = "/api/v1/server-groups/" + scene.service + "/" + scene.environment;
    private final String restarts = group + "/restarts";

    private void make() {
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        agent.makes(worker);
    }

    private Answer report(JsonNode restart, String state) {
        return agent.caller()
                .put(
                        "/api/v1/agent/restarts/" + restart.path("id").asText(),
                        Map.of(
                                "state",
                                state,
                                "detail",
                                "Draining",
                                "steps",
                                List.of(Map.of(
                                        "at",
                                        Instant.now().toString(),
                                        "kind",
                                        "done",
                                        "worker",
                                        worker,
                                        "text",
                                        "Drained"))));
    }

    @Test
    void isAskedForClaimedAndDone() {
        make();
        String key = UUID.randomUUID().toString();
        Map<String, String> wish = Map.of("reason", "stale cache");
        JsonNode asked =
                scene.deployer.post(restarts, wish, "Idempotency-Key", key).expect(201);
        assertThat(scene.deployer.post(restarts, wish, "Idempotency-Key", key).expect(201))
                .isEqualTo(asked);
        JsonNode ready = DefinitionIT.group(scene, scene.service);
        assertThat(ready.path("state").asText()).isEqualTo("ready");
        assertThat(ready.path("detail").asText()).isEqualTo("A restart of the workers is requested");
        scene.deployer.post(restarts, wish).expectProblem(409, "restart-exists");
        report(asked, "done").expectProblem(409, "restart-state");
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("kind").asText()).isEqualTo("restart");
        assertThat(claimed.path("service").asText()).isEqualTo(scene.service);
        assertThat(claimed.path("isForDefinition").asBoolean(true)).isFalse();
        JsonNode running = report(asked, "running").expect(200);
        assertThat(running.at("/steps/0/text").asText()).isEqualTo("Drained");
        assertThat(DefinitionIT.group(scene, scene.service).path("detail").asText())
                .isEqualTo("Draining");
        assertThat(agent.claim(0).expect(200).path("isResumed").asBoolean()).isTrue();
        JsonNode done = report(asked, "done").expect(200);
        assertThat(report(asked, "done").expect(200)).isEqualTo(done);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        String address = restarts + "/" + asked.path("id").asText();
        assertThat(scene.approver.get(address).expect(200)).isEqualTo(done);
        assertThat(scene.approver.get(restarts).items("reason")).containsExactly("stale cache");
        assertThat(DefinitionIT.group(scene, scene.service).path("state").asText())
                .isEqualTo("ready");
    }

    @Test
    void hasFailedWhenNobodyClaimsItWithinADay() {
        make();
        JsonNode asked = scene.deployer.post(restarts, Map.of()).expect(201);
        String id = asked.path("id").asText();
        Database.update("update restart set requested_at = requested_at - interval '25 hours' where id = ?::uuid", id);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        JsonNode failed = scene.approver.get(restarts + "/" + id).expect(200);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).contains("within a day");
        String next =
                scene.deployer.post(restarts, Map.of()).expect(201).path("id").asText();
        Database.update(
                "update restart set requested_at = requested_at - interval '25 hours' where id = ?::uuid", next);
        scene.deployer.post(restarts, Map.of()).expect(201);
    }

    /** What nobody began has put no worker back that the one before left drained. */
    @Test
    void isNotOverByOneThatNobodyClaimed() {
        make();
        JsonNode asked = scene.deployer.post(restarts, Map.of()).expect(201);
        agent.claim(0).expect(200);
        report(asked, "failed").expect(200);
        String next =
                scene.deployer.post(restarts, Map.of()).expect(201).path("id").asText();
        Database.update(
                "update restart set requested_at = requested_at - interval '25 hours' where id = ?::uuid", next);
        assertThat(agent.claim(0).status()).as("the next has expired").isEqualTo(204);
        Database.update(
                "update restart set requested_at = requested_at + interval '25 hours' where id = ?::uuid", next);
        assertThat(DefinitionIT.group(scene, scene.service).path("state").asText())
                .isEqualTo("failed");
        Database.update(
                "update restart set finished_at = finished_at - interval '1 hour' where id = ?::uuid",
                asked.path("id").asText());
        figures(false);
        assertThat(agent.claim(0).expect(200).path("isForDefinition").asBoolean())
                .isTrue();
    }

    @Test
    void isWantedForWorkersThatRunSomethingElse() {
        make();
        figures(true);
        assertThat(DefinitionIT.group(scene, scene.service).path("state").asText())
                .isEqualTo("making");
        figures(true);
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("isForDefinition").asBoolean()).isTrue();
        assertThat(scene.deployer.get(restarts).items("id")).hasSize(1);
        report(claimed, "failed").expect(200);
        JsonNode failed = DefinitionIT.group(scene, scene.service);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).isEqualTo("Draining");
        figures(true);
        assertThat(agent.claim(0).status()).as("it has just failed").isEqualTo(204);
        JsonNode said = scene.approver
                .get("/api/v1/worker-figures?service=" + scene.service)
                .expect(200)
                .at("/items/0");
        assertThat(said.path("threads").asInt()).isEqualTo(41);
        assertThat(said.path("requestsPerMinute").isNumber()).isTrue();
    }

    /** The ledger was away for long, and what its agent has to say arrives all at once. */
    @Test
    void endsAsItsAgentReportsWhileItExpires() throws SQLException {
        make();
        JsonNode asked = scene.deployer.post(restarts, Map.of()).expect(201);
        String id = asked.path("id").asText();
        agent.claim(0).expect(200);
        Database.update("update restart set heard_at = now() - interval '16 minutes' where id = ?::uuid", id);
        CompletableFuture<Void> telling;
        try (Connection reporting = Line.running().database()) {
            reporting.setAutoCommit(false);
            Database.execute(
                    reporting, "update restart set state = 'done', finished_at = now() where id = ?::uuid", id);
            telling = CompletableFuture.runAsync(() -> figures(true));
            Database.awaitWaiter(reporting);
            reporting.commit();
        }
        Caller.join(telling);
        assertThat(scene.approver
                        .get(restarts + "/" + id)
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("done");
    }

    private void figures(boolean isDue) {
        Map<String, Object> said = Map.of(
                "worker",
                worker,
                "startedAt",
                Instant.now().minusSeconds(60).toString(),
                "heapUsed",
                50_000_000,
                "heapMax",
                250_000_000,
                "threads",
                41,
                "requests",
                600);
        agent.tellsFigures(DIGEST, isDue, said);
    }

    @Test
    void isForThoseWhoDeployTheService() {
        scene.deployer.post(restarts, Map.of()).expectProblem(404, "not-found");
        scene.approver.get(restarts).expectProblem(404, "not-found");
        make();
        assertThat(scene.approver.get(restarts).items("id")).isEmpty();
        scene.approver.post(restarts, Map.of()).expectProblem(403, "forbidden");
        scene.approver.get(group + "/workers/" + worker + "/log").expectProblem(403, "forbidden");
        scene.approver
                .post(group + "/workers/" + worker + "/thread-dumps", Map.of())
                .expectProblem(403, "forbidden");
        // It has no folder: this group is in the ledger alone.
        JsonNode log = scene.deployer.get(group + "/workers/" + worker + "/log").expect(200);
        assertThat(log.path("lines")).isEmpty();
        scene.deployer.get(group + "/workers/worker-1/log").expectProblem(404, "not-found");
        scene.deployer.get(group + "/workers/" + worker + "/log?lines=1001").expectProblem(400, "invalid-request");
    }

    @Test
    void handsThreadDumpsOver() {
        make();
        String dumps = group + "/workers/" + worker + "/thread-dumps";
        scene.deployer.post(group + "/workers/worker-1/thread-dumps", Map.of()).expectProblem(404, "not-found");
        JsonNode asked = scene.deployer.post(dumps, Map.of()).expect(201);
        String key = UUID.randomUUID().toString();
        assertThat(scene.deployer
                        .post(dumps, Map.of(), "Idempotency-Key", key)
                        .expect(201)
                        .path("id"))
                .as("while it is under way")
                .isEqualTo(asked.path("id"));
        JsonNode claimed = agent.caller()
                .post("/api/v1/agent/thread-dumps/claims", Map.of("environments", List.of(scene.environment)))
                .expect(200)
                .at("/items");
        assertThat(claimed).anySatisfy(one -> assertThat(one.path("id")).isEqualTo(asked.path("id")));
        assertThat(agent.caller()
                        .post("/api/v1/agent/thread-dumps/claims", Map.of("environments", List.of(scene.environment)))
                        .status())
                .as("once it is claimed")
                .isEqualTo(204);
        String id = asked.path("id").asText();
        assertThat(agent.caller()
                        .put("/api/v1/agent/thread-dumps/" + id, Map.of("text", "\"main\" #1\n"))
                        .status())
                .isEqualTo(204);
        assertThat(scene.deployer.get(dumps + "/" + id).expect(200).path("text").asText())
                .isEqualTo("\"main\" #1\n");
        scene.approver.get(dumps + "/" + id).expectProblem(403, "forbidden");
        assertThat(scene.deployer
                        .post(dumps, Map.of(), "Idempotency-Key", key)
                        .expect(201)
                        .path("id"))
                .isEqualTo(asked.path("id"));
        assertThat(scene.deployer.post(dumps, Map.of()).expect(201).path("id"))
                .as("after the answer")
                .isNotEqualTo(asked.path("id"));
    }

    @Test
    void handsSomebodySoManyThreadDumpsOver() {
        make();
        String dumps = group + "/workers/" + worker + "/thread-dumps";
        for (int i = 0; i < 30; i++) {
            String id =
                    scene.deployer.post(dumps, Map.of()).expect(201).path("id").asText();
            assertThat(agent.caller()
                            .put("/api/v1/agent/thread-dumps/" + id, Map.of("failure", "it does not answer"))
                            .status())
                    .isEqualTo(204);
        }
        scene.deployer.post(dumps, Map.of()).expectProblem(429, "too-many-connections");
    }
}
