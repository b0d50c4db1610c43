package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A wish that workers be brought in line is carried out once. */
@InTurn
class SyncIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/syncs";
    private static final int MANY = 30;

    /** Make it one that was asked for the day before. */
    private static final String ASKED =
            "update sync set requested_at = requested_at - interval '25 hours' where id = ?::uuid";

    /** Make it a sync that began long ago, and whose agent has long not extended its lock. */
    private static final String START =
            "update sync set started_at = started_at - interval '17 minutes' where id = ?::uuid";

    private static final String LOCK =
            "update deployment_lock set taken_at = taken_at - interval '17 minutes', expires_at = expires_at - interval '17 minutes'"
                    + " where environment_id = (select environment_id from sync where id = ?::uuid)";

    @Test
    void isAskedForClaimedAndDone() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        Answer answer = scene.deployer.post(PATH, wish(scene));
        JsonNode asked = answer.expect(201);
        assertThat(answer.header("Location")).endsWith(address(asked));
        assertThat(asked.path("state").asText()).isEqualTo("asked");
        assertThat(asked.path("isBack").asBoolean(true)).isFalse();
        assertThat(asked.has("service")).isFalse();
        assertThat(asked.has("startedAt")).isFalse();
        agent.claim(0).expect(200);
        JsonNode running = scene.deployer.get(address(asked)).expect(200);
        assertThat(running.path("state").asText()).isEqualTo("running");
        assertThat(running.has("startedAt")).isTrue();
        JsonNode done = agent.caller()
                .put(address(asked), Map.of("state", "done", "detail", "worker-2 runs 1.4.0 again."))
                .expect(200);
        assertThat(done.path("detail").asText()).contains("again");
        assertThat(done.has("finishedAt")).isTrue();
        assertThat(scene.approver.get(address(asked)).expect(200)).isEqualTo(done);
        end(agent, asked, "failed").expectProblem(409, "sync-state");
        JsonNode next = scene.deployer.post(PATH, wish(scene)).expect(201);
        String of = PATH + "?environment=" + scene.environment;
        assertThat(scene.deployer.get(of).items("id"))
                .containsExactly(next.path("id").asText(), asked.path("id").asText());
        assertThat(scene.deployer.get(of + "&state=done").items("id"))
                .containsExactly(asked.path("id").asText());
    }

    @Test
    void isOneAtATimeInAnEnvironment() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, wish(scene)));
        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            answer.expectProblem(409, "sync-exists");
            assertThat(answer.refused()).containsExactly("environment");
        });
        agent.claim(0).expect(200);
        scene.deployer.post(PATH, wish(scene)).expectProblem(409, "sync-exists");
        end(agent, made.get(0).json(), "failed").expect(200);
        scene.deployer.post(PATH, wish(scene)).expect(201);
    }

    @Test
    void isEndedByTheAgentThatClaimedIt() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        end(agent, asked, "done").expectProblem(409, "sync-state");
        agent.claim(0).expect(200);
        end(scene.agent(REALM), asked, "done").expectProblem(409, "sync-state");
        end(agent, asked, "done").expect(200);
    }

    @Test
    void hasFailedWhenNobodyFinishesIt() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        scene.agent(REALM).claim(0).expect(200);
        age(asked, START);
        age(asked, LOCK);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> scene.deployer
                        .get(address(asked))
                        .expect(200)
                        .path("state")
                        .asText()
                        .equals("failed"));
        scene.deployer.post(PATH, wish(scene)).expect(201);
    }

    /** On Monday, nobody may want any more what somebody asked for on Friday. */
    @Test
    void hasFailedWhenNobodyClaimsItWithinADay() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        age(asked, ASKED);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        JsonNode failed = scene.deployer.get(address(asked)).expect(200);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("detail").asText()).contains("within a day");
        end(agent, asked, "done").expectProblem(409, "sync-state");
        JsonNode next = scene.deployer.post(PATH, wish(scene)).expect(201);
        age(next, ASKED);
        scene.deployer.post(PATH, wish(scene)).expect(201);
        assertThat(scene.deployer.get(address(next)).expect(200).path("state").asText())
                .isEqualTo("failed");
    }

    @Test
    void goesOnAsLongAsItsAgentLives() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        agent.claim(0).expect(200);
        age(asked, START);
        scene.deployer.post(PATH, wish(scene)).expectProblem(409, "sync-exists");
        age(asked, LOCK);
        scene.deployer.post(PATH, wish(scene)).expect(201);
        assertThat(scene.deployer.get(address(asked)).expect(200).path("state").asText())
                .isEqualTo("failed");
        // It was only cut off, or its machine slept.
        assertThat(end(agent, asked, "done").expect(200).path("state").asText()).isEqualTo("done");
        end(agent, asked, "failed").expectProblem(409, "sync-state");
    }

    private static void age(JsonNode sync, String update) {
        Database.update(update, sync.path("id").asText());
    }

    @Test
    void isTheSameUnderItsKey() {
        Scene scene = new Scene(REALM, SCRATCH);
        String key = UUID.randomUUID().toString();
        JsonNode made =
                scene.deployer.post(PATH, wish(scene), "Idempotency-Key", key).expect(201);
        assertThat(scene.deployer
                        .post(PATH, wish(scene), "Idempotency-Key", key)
                        .expect(201))
                .isEqualTo(made);
    }

    @Test
    void isForDeployersToAskAndForTheAgentToEnd() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        scene.approver.post(PATH, wish(scene)).expectProblem(403, "forbidden");
        agent.caller().post(PATH, wish(scene)).expectProblem(403, "forbidden");
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        scene.deployer.put(address(asked), Map.of("state", "done")).expectProblem(403, "forbidden");
        for (String state : new String[] {"asked", "running"}) {
            Answer refused = end(agent, asked, state);
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("state");
        }
        agent.caller().put(PATH + "/" + new UUID(0, 0), Map.of("state", "done")).expectProblem(404, "not-found");
        scene.deployer.post(PATH, Map.of("environment", "no-such")).expectProblem(422, "unknown-reference");
        Answer unknown = scene.deployer.post(PATH, Requests.with(wish(scene), "service", "no-such"));
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactly("service");
    }

    private static Map<String, Object> wish(Scene scene) {
        return Map.of("environment", scene.environment);
    }

    private static String address(JsonNode sync) {
        return PATH + "/" + sync.path("id").asText();
    }

    private static Answer end(TestAgent agent, JsonNode sync, String state) {
        return agent.caller().put(address(sync), Map.of("state", state));
    }
}
