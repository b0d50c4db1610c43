package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An agent as the ledger sees one: it claims, tells and reports, and changes no worker. */
final class TestAgent {
    final Caller caller;
    final String account;
    private final Scene scene;

    TestAgent(Realm realm, Scene scene) {
        this.caller = realm.client("agent", "viewer");
        this.account = caller.get("/api/v1/me").expect(200).path("name").asText();
        this.scene = scene;
    }

    /** Its name in workers' audit logs. */
    String executor() {
        return account.substring("service-account-".length());
    }

    /** Says that the scene's group is ready, with this worker. */
    void makes(String worker) {
        caller.put(
                        "/api/v1/agent/server-groups/" + scene.service + "/" + scene.environment,
                        Map.of(
                                "version",
                                1,
                                "state",
                                "ready",
                                "workers",
                                List.of(Map.of("name", worker, "httpPort", 26_000, "managementPort", 26_001))))
                .expect(200);
    }

    /** Says that the data of the scene's group are dropped: as its definition's third version wants after two removals. */
    void drops() {
        caller.put(
                        "/api/v1/agent/server-groups/" + scene.service + "/" + scene.environment,
                        Map.of("version", 3, "state", "removed"))
                .expect(200);
    }

    /**
     * Says what a worker of the scene's group is like.
     *
     * @param configured the digest of what the group is to be started with
     * @param isDue whether somebody asked for these figures
     */
    void tellsFigures(String configured, boolean isDue, Map<String, ?> worker) {
        Answer answer = caller.put(
                "/api/v1/agent/worker-figures",
                Map.of(
                        "groups",
                        List.of(Map.of(
                                "service",
                                scene.service,
                                "environment",
                                scene.environment,
                                "configured",
                                configured,
                                "isDue",
                                isDue,
                                "workers",
                                List.of(worker)))));
        assertThat(answer.status()).isEqualTo(204);
    }

    Answer claim(int wait) {
        return Caller.join(claimAsync(wait));
    }

    CompletableFuture<Answer> claimAsync(int wait) {
        return caller.postAsync("/api/v1/agent/claims?wait=" + wait, Map.of("environment", scene.environment));
    }

    /** Takes back the lock of what it has begun. */
    Answer resume(JsonNode request) {
        return caller.post(
                "/api/v1/agent/claims",
                Map.of(
                        "environment",
                        scene.environment,
                        "resume",
                        request.path("id").asText()));
    }

    /** The same as {@link #claimAsync}; returns once the ledger has it, so that what changes from then on is news to it. */
    CompletableFuture<Answer> awaitWork(int wait) {
        Optional<Instant> before = lastSeenAt();
        CompletableFuture<Answer> claiming = claimAsync(wait);
        await().until(() -> !lastSeenAt().equals(before));
        return claiming;
    }

    private Optional<Instant> lastSeenAt() {
        return Database.query(
                        "select last_seen_at from agent where name = ?",
                        row -> row.getTimestamp(1).toInstant(),
                        account)
                .stream()
                .findFirst();
    }

    Answer tell(JsonNode request, int... numbers) {
        List<Map<String, Object>> items = Arrays.stream(numbers)
                .mapToObj(number -> Map.<String, Object>of(
                        "number",
                        number,
                        "at",
                        Instant.now().toString(),
                        "kind",
                        number % 2 == 1 ? "started" : "done",
                        "worker",
                        "worker-1",
                        "text",
                        "Step " + number))
                .toList();
        return caller.post(RequestIT.address(request) + "/steps", Map.of("items", items));
    }

    /** Has a worker show what a running request deploys, as its audit log does before the agent reports the result. */
    static void show(JsonNode request) {
        Database.update("""
                insert into deployment (id, release_id, service_id, environment_id, channel, actor, executor, started_at,
                    finished_at, outcome, recorded_at, artifact_digest, operation, workers, is_claimed)
                select gen_random_uuid(), r.id, r.service_id, q.environment_id, q.channel, q.actor, q.executor, now(), now(),
                    'succeeded', now(), r.artifact_digest, 'deploy', '{worker-1}', false
                from deployment_request q join release r on r.id = q.release_id where q.id = ?::uuid""", request.path("id").asText());
    }

    Answer report(JsonNode request, Map<String, Object> result) {
        return caller.put(RequestIT.address(request) + "/result", result);
    }

    /** A result: begun a moment ago, and over. */
    static Map<String, Object> result(String outcome) {
        Instant now = Instant.now();
        return Map.of("startedAt", now.minusSeconds(3).toString(), "finishedAt", now.toString(), "outcome", outcome);
    }
}
