package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One deployment at a time in an environment. */
@Beside
class LockIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/locks";
    private static final int MANY = 50;

    @Test
    void isTakenShownExtendedAndGivenBack() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer taken = scene.deployer.post(PATH, lock(scene));
        JsonNode lock = taken.expect(201);
        String address = address(lock);
        assertThat(taken.header("Location")).endsWith(address);
        assertThat(lock.path("holder"))
                .isEqualTo(scene.deployer.get("/api/v1/me").expect(200).path("name"));
        assertThat(length(lock)).isEqualTo(Duration.ofSeconds(60));
        assertThat(scene.approver.get(address).expect(200)).isEqualTo(lock);
        assertThat(inForce(scene)).containsExactly(lock.path("id").asText());
        JsonNode extended = scene.deployer.put(address, Map.of("seconds", 600)).expect(200);
        assertThat(length(extended)).isGreaterThan(Duration.ofSeconds(599));
        assertThat(extended.path("takenAt")).isEqualTo(lock.path("takenAt"));
        assertThat(scene.deployer.delete(address).status()).isEqualTo(204);
        assertThat(scene.deployer.delete(address).status()).isEqualTo(204);
        assertThat(inForce(scene)).isEmpty();
        scene.deployer.put(address, Map.of("seconds", 60)).expectProblem(404, "not-found");
        scene.deployer.get(address).expectProblem(404, "not-found");
        scene.deployer.post(PATH, lock(scene)).expect(201);
    }

    @Test
    void saysWhoHoldsItAndForHowLong() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode lock = scene.deployer.post(PATH, lock(scene)).expect(201);
        Answer refused = REALM.client("deployer").post(PATH, lock(scene));
        assertThat(refused.expectProblem(423, "environment-locked")
                        .path("detail")
                        .asText())
                .contains(
                        lock.path("holder").asText(),
                        "Deploys 1.4.0",
                        lock.path("takenAt").asText(),
                        lock.path("expiresAt").asText());
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        // Nor does its holder get it twice: two pipelines may have one name.
        scene.deployer.post(PATH, lock(scene)).expectProblem(423, "environment-locked");
    }

    @Test
    void isGivenToOneOfMany() {
        Scene scene = new Scene(REALM, SCRATCH);
        for (int round = 0; round < 3; round++) {
            List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, lock(scene)));
            List<Answer> taken =
                    answers.stream().filter(answer -> answer.status() == 201).toList();
            assertThat(taken).hasSize(1);
            answers.stream()
                    .filter(answer -> answer.status() != 201)
                    .forEach(answer -> answer.expectProblem(423, "environment-locked"));
            scene.deployer.delete(address(taken.get(0).json()));
        }
    }

    @Test
    void isTakenOverByOneOfManyWhenItHasExpired() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode lock = scene.deployer.post(PATH, lock(scene)).expect(201);
        expire(lock);
        assertThat(inForce(scene)).isEmpty();
        // Late, but nobody was there meanwhile.
        scene.deployer.put(address(lock), Map.of("seconds", 5)).expect(200);
        expire(lock);
        List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, lock(scene)));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        scene.deployer.put(address(lock), Map.of("seconds", 60)).expectProblem(404, "not-found");
        // What was lost is nobody's to give back.
        assertThat(scene.deployer.delete(address(lock)).status()).isEqualTo(204);
        assertThat(inForce(scene)).hasSize(1);
    }

    @Test
    void endsByItself() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.deployer.post(PATH, Requests.with(lock(scene), "seconds", 5)).expect(201);
        await().atMost(Duration.ofSeconds(30)).until(() -> inForce(scene).isEmpty());
        scene.deployer.post(PATH, lock(scene)).expect(201);
    }

    @Test
    void isItsHoldersAndTheAdmins() {
        Scene scene = new Scene(REALM, SCRATCH);
        String address = address(scene.deployer.post(PATH, lock(scene)).expect(201));
        var other = REALM.client("deployer");
        other.put(address, Map.of("seconds", 60)).expectProblem(403, "forbidden");
        other.delete(address).expectProblem(403, "forbidden");
        scene.approver.delete(address).expectProblem(403, "forbidden");
        scene.approver.post(PATH, lock(scene)).expectProblem(403, "forbidden");
        scene.admin.put(address, Map.of("seconds", 60)).expect(200);
        assertThat(scene.admin.delete(address).status()).isEqualTo(204);
        assertThat(other.delete(address).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "601", "-1", "0"})
    void isNotHeldForSoLong(int seconds) {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer refused = scene.deployer.post(PATH, Requests.with(lock(scene), "seconds", seconds));
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("seconds");
        scene.deployer
                .put(PATH + "/" + new UUID(0, 0), Map.of("seconds", seconds))
                .expectProblem(400, "invalid-request");
    }

    @Test
    void isOfAnEnvironmentThatThereIs() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer refused = scene.deployer.post(PATH, Requests.with(lock(scene), "environment", "no-such"));
        refused.expectProblem(422, "unknown-reference");
        assertThat(refused.refused()).containsExactly("environment");
        assertThat(scene.deployer.get(PATH + "?environment=no-such").items("id"))
                .isEmpty();
    }

    private static Map<String, Object> lock(Scene scene) {
        return Map.of("environment", scene.environment, "reason", "Deploys 1.4.0");
    }

    private static String address(JsonNode lock) {
        return PATH + "/" + lock.path("id").asText();
    }

    private static List<String> inForce(Scene scene) {
        return scene.deployer.get(PATH + "?environment=" + scene.environment).items("id");
    }

    private static Duration length(JsonNode lock) {
        return Duration.between(
                Instant.parse(lock.path("takenAt").asText()),
                Instant.parse(lock.path("expiresAt").asText()));
    }

    private static void expire(JsonNode lock) {
        Database.update("""
                update deployment_lock set taken_at = now() - interval '2 seconds', expires_at = now() - interval '1 second'
                where id = ?::uuid""", lock.path("id").asText());
    }
}
