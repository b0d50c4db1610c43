package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A wish that workers be brought in line is carried out once. */
class SyncIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/syncs";
    private static final int MANY = 30;

    @Test
    void isAskedForClaimedAndDone() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer answer = scene.deployer.post(PATH, wish(scene));
        JsonNode asked = answer.expect(201);
        assertThat(answer.header("Location")).endsWith(address(asked));
        assertThat(asked.path("state").asText()).isEqualTo("asked");
        assertThat(asked.has("startedAt")).isFalse();
        JsonNode running = move(scene, asked, "running").expect(200);
        assertThat(running.has("startedAt")).isTrue();
        JsonNode done = scene.deployer
                .put(address(asked), Map.of("state", "done", "detail", "worker-2 runs 1.4.0 again."))
                .expect(200);
        assertThat(done.path("detail").asText()).contains("again");
        assertThat(done.has("finishedAt")).isTrue();
        assertThat(scene.approver.get(address(asked)).expect(200)).isEqualTo(done);
        for (String next : new String[] {"running", "done", "failed"}) {
            move(scene, asked, next).expectProblem(409, "sync-state");
        }
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
        List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, wish(scene)));
        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            answer.expectProblem(409, "sync-exists");
            assertThat(answer.refused()).containsExactly("environment");
        });
        move(scene, made.get(0).json(), "running").expect(200);
        scene.deployer.post(PATH, wish(scene)).expectProblem(409, "sync-exists");
        move(scene, made.get(0).json(), "failed").expect(200);
        scene.deployer.post(PATH, wish(scene)).expect(201);
    }

    @Test
    void isClaimedOnce() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        move(scene, asked, "done").expectProblem(409, "sync-state");
        List<Answer> answers =
                Scene.atOnce(MANY, i -> scene.deployer.putAsync(address(asked), Map.of("state", "running")));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.expectProblem(409, "sync-state"));
    }

    @Test
    void hasFailedWhenNobodyFinishesIt() throws SQLException {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        move(scene, asked, "running").expect(200);
        try (Connection database = Line.running().database();
                PreparedStatement update = database.prepareStatement(
                        "update sync set started_at = started_at - interval '16 minutes' where id = ?::uuid")) {
            update.setString(1, asked.path("id").asText());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> scene.deployer
                        .get(address(asked))
                        .expect(200)
                        .path("state")
                        .asText()
                        .equals("failed"));
        scene.deployer.post(PATH, wish(scene)).expect(201);
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
    void isForDeployers() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.approver.post(PATH, wish(scene)).expectProblem(403, "forbidden");
        JsonNode asked = scene.deployer.post(PATH, wish(scene)).expect(201);
        scene.approver.put(address(asked), Map.of("state", "running")).expectProblem(403, "forbidden");
        Answer refused = move(scene, asked, "asked");
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("state");
        scene.deployer
                .put(PATH + "/" + new UUID(0, 0), Map.of("state", "running"))
                .expectProblem(404, "not-found");
        scene.deployer.post(PATH, Map.of("environment", "no-such")).expectProblem(422, "unknown-reference");
    }

    private static Map<String, Object> wish(Scene scene) {
        return Map.of("environment", scene.environment);
    }

    private static String address(JsonNode sync) {
        return PATH + "/" + sync.path("id").asText();
    }

    private static Answer move(Scene scene, JsonNode sync, String state) {
        return scene.deployer.put(address(sync), Map.of("state", state));
    }
}
