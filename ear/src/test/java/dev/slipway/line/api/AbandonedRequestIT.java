package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Silence;
import dev.slipway.line.TestAgent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A request ends without its result: its silent agent is given up, or another release has superseded it. */
@InTurn
class AbandonedRequestIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";
    private static final Duration PROMPTLY = Duration.ofSeconds(60);

    @Test
    void isGivenUpOnceItsAgentHasFallenSilent() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
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
        assertThat(agent.resume(request).status()).isEqualTo(204);
        assertThat(RequestIT.show(scene, next).path("state").asText()).isEqualTo("allowed");
        assertThat(agent.claim(0).expect(200).path("id")).isEqualTo(next.path("id"));
    }

    /** Whoever undoes one release does not mean another that goes live before the agent's turn. */
    @Test
    void replacesNoOtherReleaseThanTheOneThatIsMeant() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
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
        Map<String, Object> back = rollBackFromLater(scene, scene.agent(REALM));
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
        TestAgent agent = scene.agent(REALM);
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
        Map<String, Object> back = rollBackFromLater(scene, scene.agent(REALM));
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

    /** Whoever waits for the other request, which ends, is not told that it is open. */
    @Test
    void asksAnewWhereTheOtherRequestEndsMeanwhile() throws SQLException {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.keptRelease("1.0");
        String other = scene.deployer
                .post(PATH, scene.agentRequest("1.0"))
                .expect(201)
                .path("id")
                .asText();
        CompletableFuture<Answer> asking;
        try (Connection ending = Line.running().database()) {
            ending.setAutoCommit(false);
            Database.execute(
                    ending, "update deployment_request set state = 'withdrawn' where id = cast(? as uuid)", other);
            asking = scene.deployer.postAsync(PATH, scene.agentRequest("1.0"));
            Database.awaitWaiter(ending);
            ending.commit();
        }
        assertThat(Caller.join(asking).expect(201).path("id").asText()).isNotEqualTo(other);
    }

    @Test
    void replacesAnyReleaseWhereOneWhoAsksMeansAny() {
        Scene scene = new Scene(REALM, SCRATCH);
        Map<String, Object> back = rollBackFromLater(scene, scene.agent(REALM));
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
        assertThat(withdrawn.at("/reasons/0/detail").asText()).isEqualTo("It was to replace 0.9, but 1.1 is live now.");
    }
}
