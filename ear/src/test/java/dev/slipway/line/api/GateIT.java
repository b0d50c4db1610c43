package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate gives every reason at once. */
@InTurn
class GateIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void allowsWhereNothingIsAsked() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode answer = scene.gate("1.0", "");
        assertThat(answer.path("decision").asText()).isEqualTo("allow");
        assertThat(answer.path("policyVersion").asInt()).isZero();
        assertThat(answer.path("artifactDigest").asText()).isEqualTo(Requests.DIGEST);
    }

    @Test
    void opensStepByStep() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode release = scene.release("1.0");
        scene.policy(Requests.with(
                Requests.policy(1, true, "tests"),
                "freezes",
                List.of(Map.of(
                        "name", "Always", "zone", "UTC", "from", "2020-01-01T00:00", "until", "2190-01-01T00:00"))));
        assertThat(Scene.codes(scene.gate("1.0", "")))
                .containsExactly("evidence-missing", "approval-missing", "frozen");
        scene.evidence(release, "a.xml", Scene.FAILED).expect(201);
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("evidence-failed", "approval-missing", "frozen");
        scene.evidence(release, "a.xml", Scene.PASSED).expect(201);
        JsonNode waits = scene.gate("1.0", "");
        assertThat(waits.path("decision").asText()).isEqualTo("wait");
        assertThat(Scene.codes(waits)).containsExactly("approval-missing", "frozen");
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        JsonNode approved = scene.gate("1.0", "");
        assertThat(Scene.codes(approved)).containsExactly("frozen");
        assertThat(approved.path("approvals")).hasSize(1);
        String approver = approved.at("/approvals/0/approver").asText();
        assertThat(Scene.codes(scene.gate("1.0", "&actor=" + approver)))
                .containsExactly("approval-missing", "four-eyes", "frozen");
        scene.policy(Requests.policy(1, true, "tests"));
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "refused"))
                .expect(201);
        JsonNode refused = scene.gate("1.0", "");
        assertThat(refused.path("decision").asText()).isEqualTo("deny");
        assertThat(Scene.codes(refused)).containsExactly("approval-refused", "approval-missing");
    }

    @Test
    void comparesArchives() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        String other = "sha256:" + "b".repeat(64);
        scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, "2.0"), "artifactDigest", other))
                .expect(201);
        assertThat(Scene.codes(scene.gate("1.0", "&artifactDigest=" + Requests.DIGEST)))
                .isEmpty();
        assertThat(Scene.codes(scene.gate("1.0", "&artifactDigest=" + other))).containsExactly("digest-mismatch");
        assertThat(Scene.codes(scene.gate("1.0", "&artifactDigest=sha256:" + "c".repeat(64))))
                .containsExactly("digest-unknown");
    }

    @Test
    void letsAnOlderReleaseInOnlyAsARollback() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.release("2.0");
        scene.deployer
                .post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(scene.service, "2.0"), "environment", scene.environment))
                .expect(201);
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("older-than-live");
        assertThat(Scene.codes(scene.gate("1.0", "&rollback=true"))).isEmpty();
        assertThat(Scene.codes(scene.gate("2.0", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', service environment version", "service=A&version=1&environment=b, service",
        "service=a&version=1&environment=b&rollback=yes, rollback",
                "service=a&version=1&environment=b&artifactDigest=md5, artifactDigest"
    })
    void refusesParameters(String query, String fields) {
        Answer refused = REALM.client("viewer").get("/api/v1/gate?" + query);
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactlyInAnyOrder(fields.split(" ", -1));
    }

    @Test
    void namesWhatIsUnknown() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer unknown = scene.deployer.get("/api/v1/gate?service=no-such&version=1&environment=no-such");
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactlyInAnyOrder("environment", "service");
        scene.release("1.0");
        assertThat(scene.deployer
                        .get("/api/v1/gate?service=" + scene.service + "&version=1.0&environment=no-such")
                        .expectProblem(422, "unknown-reference")
                        .path("detail")
                        .asText())
                .as("what is missing, and nothing else")
                .doesNotContain("release")
                .contains("page Environments", "environments add");
        REALM.client().get("/api/v1/gate?service=a&version=1&environment=b").expectProblem(403, "forbidden");
    }
}
