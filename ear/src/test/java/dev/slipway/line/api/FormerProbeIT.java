package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A release that comes back is asked for what it was asked for when it went live. */
@InTurn
class FormerProbeIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";

    private final Scene scene = new Scene(REALM, SCRATCH);
    private final TestAgent agent = scene.agent(REALM);

    @Test
    void isThatOfTheReleaseThatComesBack() {
        String digest = scene.keptRelease("1.0").path("artifactDigest").asText();
        scene.keptRelease("2.0");
        Map<String, Object> first =
                Requests.with(Requests.with(scene.agentRequest("1.0"), "probePath", "/other"), "probeSeconds", 90);
        assertThat(carryOut(first, result("succeeded")).has("probeBefore")).isFalse();
        Map<String, Object> failed = Requests.with(result("failed"), "putBackDigest", digest);
        expectOther(carryOut(scene.agentRequest("2.0"), Requests.with(failed, "failure", "It did not start."))
                .path("probeBefore"));
        // What the agent put back was not asked for: that it is live again changes nothing.
        JsonNode second = carryOut(scene.agentRequest("2.0"), result("succeeded"));
        expectOther(second.path("probeBefore"));
        assertThat(second.has("probePath")).isFalse();

        JsonNode back = carryOut(Requests.with(scene.agentRequest("1.0"), "isRollback", true), result("succeeded"));
        assertThat(back.path("probePath").asText()).isEqualTo("/other");
        assertThat(back.path("probeSeconds").asInt()).isEqualTo(90);
        assertThat(back.path("probeBefore").has("path")).isFalse();
        assertThat(back.path("probeBefore").path("seconds").asInt()).isEqualTo(30);
    }

    private static void expectOther(JsonNode probe) {
        assertThat(probe.path("path").asText()).isEqualTo("/other");
        assertThat(probe.path("seconds").asInt()).isEqualTo(90);
    }

    /** One that began a moment ago: what came before it is over. */
    private static Map<String, Object> result(String outcome) {
        String now = Instant.now().toString();
        return Map.of("startedAt", now, "finishedAt", now, "outcome", outcome);
    }

    /** What the agent was told. */
    private JsonNode carryOut(Map<String, Object> asked, Map<String, Object> result) {
        JsonNode request = scene.deployer.post(PATH, asked).expect(201);
        JsonNode claimed = agent.claim(0).expect(200);
        agent.report(request, result).expect(200);
        return claimed;
    }
}
