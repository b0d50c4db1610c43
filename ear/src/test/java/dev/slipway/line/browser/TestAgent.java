package dev.slipway.line.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays the line's agent in one environment: it claims and reports, and touches no worker. */
final class TestAgent {
    private final Caller caller;
    private final String environment;
    private String claimed = "";
    private Instant began = Instant.EPOCH;
    private int steps;

    /** The caller has the role {@code agent}. */
    TestAgent(Caller caller, String environment) {
        this.caller = caller;
        this.environment = environment;
    }

    /** Claims what is to be done next. */
    JsonNode claim() {
        JsonNode work = caller.post("/api/v1/agent/claims?wait=20", Map.of("environment", environment))
                .expect(200);
        claimed = work.path("id").asText();
        began = now();
        steps = 0;
        return work;
    }

    /** Reports a step on a worker, or on none. */
    void step(String kind, @Nullable String worker, String text) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("number", ++steps);
        step.put("at", now().toString());
        step.put("kind", kind);
        step.put("text", text);
        if (worker != null) {
            step.put("worker", worker);
        }
        caller.post(path("steps"), Map.of("items", List.of(step))).expect(204);
    }

    /** Reports that the rollback of a release was rehearsed, and that one step passed and this one failed. */
    void rehearse(JsonNode release, String failed) {
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
        caller.put(path("rehearsal"), statement).expect(200);
    }

    /** Reports that what it had claimed runs. */
    JsonNode succeed() {
        return end(Map.of("outcome", "succeeded"));
    }

    /** Reports why it failed, and which archive was put back. */
    JsonNode fail(String failure, String putBackDigest) {
        return end(Map.of("outcome", "failed", "failure", failure, "putBackDigest", putBackDigest));
    }

    /** Reports why it failed before anything was touched. */
    JsonNode fail(String failure) {
        return end(Map.of("outcome", "failed", "failure", failure));
    }

    /** Reports how the sync ended that it had claimed. */
    void endSync(String state, String detail) {
        caller.put("/api/v1/syncs/" + claimed, Map.of("state", state, "detail", detail))
                .expect(200);
    }

    private JsonNode end(Map<String, Object> result) {
        Map<String, Object> report = new LinkedHashMap<>(result);
        report.put("startedAt", began.toString());
        report.put("finishedAt", now().toString());
        return caller.put(path("result"), report).expect(200);
    }

    private String path(String part) {
        return "/api/v1/deployment-requests/" + claimed + "/" + part;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
