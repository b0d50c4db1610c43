package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The agent is told which rollback to rehearse, and what it says of that is evidence of the release. */
@InTurn
class RehearsalApiIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String STATEMENT = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"shop.war","digest":{"sha256":"%s"}}],
             "predicateType":"https://in-toto.io/attestation/test-result/v0.1","predicate":{"result":"%s",
             "configuration":[{"name":"shop.war","digest":{"sha256":"%s"}}],
             "passedTests":["2.0 starts on the copy"],"failedTests":[%s]}}""";

    private final Scene scene = new Scene(REALM, SCRATCH, 60);
    private final TestAgent agent = scene.agent(REALM);
    private final String staging = SCRATCH.name();

    @Test
    void isEvidenceOfTheReleaseThatComes() {
        define("database: true");
        scene.policy(Requests.with(Requests.policy(0, false), "isRollbackRehearsed", true));
        JsonNode first = scene.keptRelease("1.0");
        assertThat(deploy("1.0", scene.environment).has("rehearsal")).isFalse();

        JsonNode second = scene.keptRelease("2.0");
        deploy("2.0", staging);
        JsonNode preview = scene.approver
                .get("/api/v1/services/" + scene.service + "/promotions/preview")
                .expect(200);
        assertThat(preview.at("/rehearsal/version").asText()).isEqualTo("1.0");
        JsonNode request = ask(scene.agentRequest("2.0"));
        JsonNode claimed = agent.claim(10).expect(200);
        assertThat(claimed.path("rehearsal")).isEqualTo(preview.path("rehearsal"));
        assertThat(claimed.at("/rehearsal/digest")).isEqualTo(first.path("artifactDigest"));

        String failed = statement(second, first, "FAILED", "\"1.0 starts: column \\\"price\\\" does not exist\"");
        JsonNode evidence = tell(agent.caller(), request, failed).expect(200);
        assertThat(evidence.path("kind").asText()).isEqualTo("rehearsal");
        assertThat(evidence.path("name").asText()).isEqualTo("rollback-rehearsal-" + scene.environment);
        assertThat(evidence.path("verdict").asText()).isEqualTo("failed");
        assertThat(evidence.path("recordedBy").asText()).isEqualTo(agent.executor());
        assertThat(evidence.at("/summary/passed").asInt()).isEqualTo(1);
        assertThat(evidence.at("/summary/failed").asInt()).isEqualTo(1);
        assertThat(tell(agent.caller(), request, failed).expect(200)).isEqualTo(evidence);
        JsonNode failure = scene.deployer
                .get("/api/v1/evidence/" + evidence.path("id").asText())
                .expect(200)
                .at("/failures/0");
        assertThat(failure.path("name").asText()).isEqualTo("1.0 starts");
        assertThat(failure.path("message").asText()).isEqualTo("column \"price\" does not exist");
        // It is no attestation that a policy could ask for, and stands in nobody's way.
        assertThat(scene.gate("2.0", "").path("decision").asText()).isEqualTo("allow");

        String passed = statement(second, first, "PASSED", "");
        assertThat(tell(agent.caller(), request, passed)
                        .expect(200)
                        .path("verdict")
                        .asText())
                .isEqualTo("passed");
        assertThat(scene.deployer
                        .get("/api/v1/releases/" + second.path("id").asText() + "/evidence")
                        .items("verdict"))
                .containsExactly("passed", "failed");

        refuses(request, first, second, passed);
        agent.report(request, TestAgent.result("succeeded")).expect(200);
        tell(agent.caller(), request, passed).expectProblem(409, "request-closed");
        assertThat(deploy("1.0", scene.environment, "isRollback").has("rehearsal"))
                .isFalse();
    }

    private void refuses(JsonNode request, JsonNode first, JsonNode second, String passed) {
        for (String other : List.of(
                statement(first, second, "PASSED", ""),
                statement(second, first, "SOSO", ""),
                passed.replace("test-result", "vulns"),
                "{}",
                "[]")) {
            tell(agent.caller(), request, other).expectProblem(400, "malformed-evidence");
        }
        tell(scene.deployer, request, passed).expectProblem(403, "forbidden");
        tell(scene.agent(REALM).caller(), request, passed).expectProblem(403, "forbidden");
        Answer unknown = agent.caller()
                .send(
                        "PUT",
                        "/api/v1/deployment-requests/" + first.path("id").asText() + "/rehearsal",
                        BodyPublishers.ofString(passed),
                        "Content-Type",
                        "application/json");
        unknown.expectProblem(404, "not-found");
    }

    @Test
    void isWantedOnlyWhereThereIsADatabaseAndThePolicySaysSo() {
        define("title: No database");
        scene.policy(Requests.with(Requests.policy(0, false), "isRollbackRehearsed", true));
        scene.keptRelease("1.0");
        scene.keptRelease("2.0");
        deploy("1.0", scene.environment);
        assertThat(deploy("2.0", scene.environment).has("rehearsal")).isFalse();

        define("database: true");
        assertThat(scene.policy(Requests.policy(0, false))
                        .path("isRollbackRehearsed")
                        .asBoolean(true))
                .isFalse();
        scene.keptRelease("3.0");
        assertThat(deploy("3.0", scene.environment).has("rehearsal")).isFalse();
    }

    @Test
    void cannotBeRequiredByAPolicy() {
        Answer refused =
                scene.admin.put(scene.policyPath(), Requests.policy(0, false, "tests", "rehearsal"), "If-Match", "*");
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("requiredEvidence[1]");
        JsonNode release = scene.release("1.0");
        scene.deployer
                .send(
                        "POST",
                        "/api/v1/releases/" + release.path("id").asText() + "/evidence?name=a&kind=rehearsal",
                        BodyPublishers.ofString(statement(release, release, "PASSED", "")))
                .expectProblem(400, "invalid-request");
    }

    private void define(String more) {
        scene.admin.post("/api/v1/environments", Requests.with(Requests.environment(staging), "rank", 40));
        DefinitionIT.applyInBoth(scene, staging, more).expect(200);
    }

    private JsonNode ask(Map<String, Object> wish) {
        return scene.deployer.post("/api/v1/deployment-requests", wish).expect(201);
    }

    /** Has something deployed, and returns what the agent was told to do. */
    private JsonNode deploy(String version, String environment, String... flags) {
        Map<String, Object> wish = Requests.with(scene.agentRequest(version), "environment", environment);
        for (String flag : flags) {
            wish = Requests.with(wish, flag, true);
        }
        JsonNode request = ask(wish);
        JsonNode claimed = agent.caller()
                .post("/api/v1/agent/claims?wait=10", Map.of("environment", environment))
                .expect(200);
        assertThat(claimed.path("id")).isEqualTo(request.path("id"));
        agent.report(request, TestAgent.result("succeeded")).expect(200);
        return claimed;
    }

    private static Answer tell(Caller caller, JsonNode request, String statement) {
        return caller.send(
                "PUT",
                RequestIT.address(request) + "/rehearsal",
                BodyPublishers.ofString(statement),
                "Content-Type",
                "application/json");
    }

    private static String statement(JsonNode release, JsonNode live, String result, String failed) {
        return STATEMENT.formatted(sha(release), result, sha(live), failed);
    }

    private static String sha(JsonNode release) {
        return release.path("artifactDigest").asText().substring("sha256:".length());
    }
}
