package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A worker runs with something else than it is to be started with, by what the agent says: that is drift, and counts for what soaks there. */
class StartDriftIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String WANTED = "0123456789abcdef".repeat(4);
    private static final String OTHER = "fedcba9876543210".repeat(4);

    /** The agent asks each worker every 15 seconds, and a difference counts after a minute. */
    private static final Duration OFTEN = Duration.ofSeconds(3);

    private static final Duration RAISED = Duration.ofSeconds(100);
    private static final Duration CLEARED = Duration.ofSeconds(20);

    private final Scene scene = new Scene(REALM, SCRATCH);
    private final TestAgent agent = scene.agent(REALM);
    private final String group = scene.service + "-" + scene.environment;
    private final String worker = group + "-1";
    private final Scene later = new Scene(REALM, SCRATCH, 60);

    @Test
    void isRaisedWhenNothingIsUnderWayAndKeepsAReleaseFromGoingOn() {
        make();
        soaks();
        JsonNode restart =
                scene.deployer.post(restarts(), Map.of("reason", "a change")).expect(201);
        agent.claim(0).expect(200);
        await().during(Duration.ofSeconds(70))
                .atMost(Duration.ofSeconds(80))
                .pollInterval(OFTEN)
                .until(() -> drifts("open", OTHER).isEmpty());
        assertThat(gate()).as("after more than its soak time").isEmpty();
        agent.caller()
                .put(
                        "/api/v1/agent/restarts/" + restart.path("id").asText(),
                        Map.of("state", "done", "detail", "Done", "steps", List.of()))
                .expect(200);

        await().atMost(RAISED)
                .pollInterval(OFTEN)
                .until(() -> drifts("open", OTHER).size() == 1);
        JsonNode drift = drifts("open", OTHER).get(0);
        assertThat(drift.path("kind").asText()).isEqualTo("unexpected-configuration");
        assertThat(drift.path("worker").asText()).isEqualTo(worker);
        assertThat(drift.path("group").asText()).isEqualTo(group);
        assertThat(drift.path("artifactDigest").asText()).isEqualTo("sha256:" + OTHER);
        assertThat(drift.path("expectedDigest").asText()).isEqualTo("sha256:" + WANTED);
        assertThat(drift.path("command").asText())
                .isEqualTo("slipway restart " + scene.service + " --environment " + scene.environment);
        assertThat(gate()).contains("drifted-there");
        assertThat(scene.approver.get("/metrics").body())
                .contains("slipway_drift_open{environment=\"" + scene.environment + "\",service=\"" + scene.service
                        + "\"} 1");

        await().atMost(CLEARED)
                .pollInterval(OFTEN)
                .until(() -> drifts("open", WANTED).isEmpty());
        assertThat(drifts("cleared", WANTED).get(0).path("clearance").asText()).isEqualTo("restarted");
    }

    @Test
    void saysWhichWorkerGetsNoRequests() {
        make();
        agent.tellsFigures(
                WANTED,
                false,
                Map.of("worker", worker, "startedAt", Instant.now().toString(), "isServing", false));
        assertThat(scene.approver
                        .get("/api/v1/worker-figures?service=" + scene.service)
                        .expect(200)
                        .path("items")
                        .get(0)
                        .path("isServing")
                        .asText())
                .isEqualTo("false");
    }

    @Test
    void saysWhichWorkerEndsAgainAndAgain() {
        make();
        Instant begin = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
        for (int start = 0; start < 5; start++) {
            agent.tellsFigures(
                    WANTED,
                    false,
                    Map.of(
                            "worker",
                            worker,
                            "startedAt",
                            begin.plusSeconds(60L * start).toString()));
        }
        assertThat(scene.approver
                        .get("/api/v1/worker-figures?service=" + scene.service)
                        .expect(200)
                        .path("items")
                        .get(0)
                        .path("restartingSince")
                        .asText())
                .isEqualTo(begin.plusSeconds(60).toString());
    }

    private void make() {
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        agent.makes(worker);
    }

    private void soaks() {
        scene.keptRelease("1.0");
        JsonNode request = scene.deployer
                .post("/api/v1/deployment-requests", scene.agentRequest("1.0"))
                .expect(201);
        agent.claim(10).expect(200);
        agent.report(request, TestAgent.result("succeeded")).expect(200);
        later.policy(Requests.with(
                Requests.with(Requests.policy(0, false), "promotesFrom", scene.environment), "soak", "PT1M"));
    }

    private List<String> gate() {
        return Scene.codes(scene.deployer
                .get("/api/v1/gate?service=" + scene.service + "&version=1.0&environment=" + later.environment)
                .expect(200));
    }

    private String restarts() {
        return "/api/v1/server-groups/" + scene.service + "/" + scene.environment + "/restarts";
    }

    /** Tells what the worker runs with, as the agent does, and asks for its drifts. */
    private JsonNode drifts(String state, String start) {
        Map<String, Object> said =
                Map.of("worker", worker, "startedAt", Instant.now().toString(), "start", start, "wantedStart", WANTED);
        agent.tellsFigures(WANTED, false, said);
        return scene.approver
                .get("/api/v1/drifts?state=" + state + "&service=" + scene.service)
                .expect(200)
                .path("items");
    }
}
