package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An agent as the ledger sees one: in one environment it claims, tells and reports, and changes no worker. */
public final class TestAgent {
    private final Caller caller;
    private final String account;
    private final String service;
    private final String environment;
    private String claimed = "";
    private Instant began = Instant.EPOCH;
    private int steps;

    /** For this environment; what it tells of a group is of the one that this service has there. */
    public TestAgent(Realm realm, String service, String environment) {
        this.caller = realm.client("agent", "viewer");
        this.account = caller.get("/api/v1/me").expect(200).path("name").asText();
        this.service = service;
        this.environment = environment;
    }

    /** As whom it calls. */
    public Caller caller() {
        return caller;
    }

    /** Its name for the ledger. */
    public String account() {
        return account;
    }

    /** Its name in workers' audit logs. */
    public String executor() {
        return account.substring("service-account-".length());
    }

    /** Says that the group is ready, with this worker. */
    public void makes(String worker) {
        caller.put(
                        "/api/v1/agent/server-groups/" + service + "/" + environment,
                        Map.of(
                                "version",
                                1,
                                "state",
                                "ready",
                                "workers",
                                List.of(Map.of("name", worker, "httpPort", 26_000, "managementPort", 26_001))))
                .expect(200);
    }

    /** Says that the data of the group are dropped: as its definition's third version wants after two removals. */
    public void drops() {
        caller.put(
                        "/api/v1/agent/server-groups/" + service + "/" + environment,
                        Map.of("version", 3, "state", "removed"))
                .expect(200);
    }

    /**
     * Says what a worker of the group is like.
     *
     * @param configured the digest of what the group is to be started with
     * @param isDue whether somebody asked for these figures
     */
    public void tellsFigures(String configured, boolean isDue, Map<String, ?> worker) {
        Answer answer = caller.put(
                "/api/v1/agent/worker-figures",
                Map.of(
                        "groups",
                        List.of(Map.of(
                                "service",
                                service,
                                "environment",
                                environment,
                                "configured",
                                configured,
                                "isDue",
                                isDue,
                                "workers",
                                List.of(worker)))));
        assertThat(answer.status()).isEqualTo(204);
    }

    /** Claims what is to be done next, which there must be; {@link #step} and what ends it are about that. */
    public JsonNode claim() {
        JsonNode work = claim(20).expect(200);
        claimed = work.path("id").asText();
        began = now();
        steps = 0;
        return work;
    }

    /** Claims what is to be done next. */
    public Answer claim(int wait) {
        return Caller.join(claimAsync(wait));
    }

    /** The same, without waiting for the answer. */
    public CompletableFuture<Answer> claimAsync(int wait) {
        return caller.postAsync("/api/v1/agent/claims?wait=" + wait, Map.of("environment", environment));
    }

    /** Takes back the lock of what it has begun. */
    public Answer resume(JsonNode request) {
        return caller.post(
                "/api/v1/agent/claims",
                Map.of("environment", environment, "resume", request.path("id").asText()));
    }

    /** The same as {@link #claimAsync}; returns once the ledger has it, so that what changes from then on is news to it. */
    public CompletableFuture<Answer> awaitWork(int wait) {
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

    /** Reports a step of what it has claimed, on a worker or on none. */
    public void step(String kind, @Nullable String worker, String text) {
        Map<String, Object> step = step(++steps, kind, text);
        if (worker != null) {
            step.put("worker", worker);
        }
        caller.post(path(claimed, "steps"), Map.of("items", List.of(step))).expect(204);
    }

    /** Reports steps of a request with these numbers, the odd ones as begun. */
    public Answer tell(JsonNode request, int... numbers) {
        List<Map<String, Object>> items = Arrays.stream(numbers)
                .mapToObj(number -> {
                    Map<String, Object> step = step(number, number % 2 == 1 ? "started" : "done", "Step " + number);
                    step.put("worker", "worker-1");
                    return step;
                })
                .toList();
        return caller.post(path(request.path("id").asText(), "steps"), Map.of("items", items));
    }

    private static Map<String, Object> step(int number, String kind, String text) {
        return new LinkedHashMap<>(Map.of("number", number, "at", now().toString(), "kind", kind, "text", text));
    }

    /** Reports that the rollback of a release was rehearsed, and that one step passed and this one failed. */
    public void rehearse(JsonNode release, String failed) {
        String sha = release.path("artifactDigest").asText().substring("sha256:".length());
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("_type", "https://in-toto.io/Statement/v1");
        statement.put("subject", List.of(Map.of("name", "shop.war", "digest", Map.of("sha256", sha))));
        statement.put("predicateType", "https://in-toto.io/attestation/test-result/v0.1");
        statement.put(
                "predicate",
                Map.of(
                        "result",
                        "FAILED",
                        "passedTests",
                        List.of("The new one starts on a copy of the database"),
                        "failedTests",
                        List.of(failed)));
        caller.put(path(claimed, "rehearsal"), statement).expect(200);
    }

    /** Has a worker show what a running request deploys, as its audit log does before the agent reports the result. */
    public static void show(JsonNode request) {
        Database.update("""
                insert into deployment (id, release_id, service_id, environment_id, channel, actor, executor, started_at,
                    finished_at, outcome, recorded_at, artifact_digest, operation, workers, is_claimed)
                select gen_random_uuid(), r.id, r.service_id, q.environment_id, q.channel, q.actor, q.executor, now(), now(),
                    'succeeded', now(), r.artifact_digest, 'deploy', '{worker-1}', false
                from deployment_request q join release r on r.id = q.release_id where q.id = ?::uuid""", request.path("id").asText());
    }

    /** Reports that what it has claimed runs. */
    public JsonNode succeed() {
        return end(Map.of("outcome", "succeeded"));
    }

    /** Reports why it failed, and which archive was put back. */
    public JsonNode fail(String failure, String putBackDigest) {
        return end(Map.of("outcome", "failed", "failure", failure, "putBackDigest", putBackDigest));
    }

    /** Reports why it failed before anything was touched. */
    public JsonNode fail(String failure) {
        return end(Map.of("outcome", "failed", "failure", failure));
    }

    private JsonNode end(Map<String, Object> result) {
        Map<String, Object> report = new LinkedHashMap<>(result);
        report.put("startedAt", began.toString());
        report.put("finishedAt", now().toString());
        return caller.put(path(claimed, "result"), report).expect(200);
    }

    /** Reports how the sync ended that it has claimed. */
    public void endSync(String state, String detail) {
        caller.put("/api/v1/syncs/" + claimed, Map.of("state", state, "detail", detail))
                .expect(200);
    }

    /** Reports how a request ended. */
    public Answer report(JsonNode request, Map<String, Object> result) {
        return caller.put(path(request.path("id").asText(), "result"), result);
    }

    /** A result: begun a moment ago, and over. */
    public static Map<String, Object> result(String outcome) {
        Instant now = now();
        return Map.of("startedAt", now.minusSeconds(3).toString(), "finishedAt", now.toString(), "outcome", outcome);
    }

    private static String path(String request, String part) {
        return "/api/v1/deployment-requests/" + request + "/" + part;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
