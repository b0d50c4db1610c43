package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate decided, signed once it is in the chain, which an extract does. */
@InTurn
class VerificationSummaryIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Scene SCENE = new Scene(REALM, SCRATCH);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Trail trail;

    @BeforeAll
    static void something() {
        trail = Trail.of(SCENE);
    }

    @Test
    void signsWhatTheGateDecided() throws IOException {
        // First of all, for a decision is signed once it is linked.
        AuditExtract extract = extract("summaries.zip");
        String id = trail.request().path("id").asText();
        String path = "/api/v1/deployment-requests/" + id + "/verification-summary";
        JsonNode envelope = SCENE.deployer.get(path).expect(200);
        JsonNode statement = JSON.readTree(
                Base64.getDecoder().decode(envelope.path("payload").asText()));
        assertThat(statement.path("predicateType").asText()).isEqualTo("https://slsa.dev/verification_summary/v1");
        assertThat("sha256:" + statement.at("/subject/0/digest/sha256").asText())
                .isEqualTo(trail.release().path("artifactDigest").asText());
        assertThat(statement.at("/predicate/verificationResult").asText()).isEqualTo("PASSED");
        assertThat(statement.at("/predicate/resourceUri").asText())
                .endsWith(
                        "/api/v1/releases?service=" + SCENE.service + "&version=1.0&environment=" + SCENE.environment);
        assertThat(SCENE.deployer
                        .get(statement.at("/predicate/resourceUri").asText())
                        .items("id"))
                .containsExactly(trail.release().path("id").asText());
        assertThat(statement.at("/predicate/inputAttestations").isArray()).isTrue();
        assertThat(statement.at("/predicate/inputAttestations"))
                .as("evidence that the policy does not require")
                .isEmpty();
        assertThat(extract.file("summaries.jsonl"))
                .contains(envelope.path("payload").asText());
        SCENE.deployer
                .get("/api/v1/deployment-requests/" + trail.deployment() + "/verification-summary")
                .expectProblem(404, "not-found");
    }

    /** In an environment of its own, whose policy concerns no other test. */
    @Test
    void signsWhatTheGateRefused() throws IOException {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode refused = refused(scene);
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        String id = refused.path("id").asText();

        // First of all, for it links the policy, whose digest a summary has from then on.
        AuditExtract extract = extract("refused.zip");
        JsonNode envelope = scene.deployer
                .get("/api/v1/deployment-requests/" + id + "/verification-summary")
                .expect(200);
        JsonNode predicate = JSON.readTree(
                        Base64.getDecoder().decode(envelope.path("payload").asText()))
                .path("predicate");
        assertThat(predicate.path("verificationResult").asText()).isEqualTo("FAILED");
        assertThat(predicate.at("/verifiedLevels/0").asText()).isEqualTo("FAILED");
        assertThat(predicate.at("/policy/digest/sha256").asText()).matches("[0-9a-f]{64}");
        JsonNode own = predicate.path("https://slipway.dev/gate/v1");
        assertThat(own.path("decision").asText()).isEqualTo("deny");
        assertThat(own.path("reasons")).isEqualTo(refused.path("reasons"));

        assertThat(extract.findingsOf(Set.of(id))).isEmpty();
        assertThat(extract.file("summaries.jsonl"))
                .contains(envelope.path("payload").asText());
        List<String> decisions = extract.lines("rows/gate_decision.jsonl").stream()
                .filter(row -> row.contains(id))
                .toList();
        assertThat(decisions).hasSize(1);
        JsonNode decision = JSON.readTree(decisions.get(0));
        assertThat(decision.path("request_id").asText()).isEqualTo(id);
        assertThat(decision.path("decision").asText()).isEqualTo("deny");
        assertThat(decision.at("/answer/reasons/0/code").asText()).isEqualTo("evidence-missing");
    }

    /** As the owner of the database could have it to get a summary of any archive, which would be valid for ever. */
    @Test
    void signsNoDecisionThatWasChangedSinceItWasLinked() throws IOException {
        Scene scene = new Scene(REALM, SCRATCH);
        String id = refused(scene).path("id").asText();
        String path = "/api/v1/deployment-requests/" + id + "/verification-summary";
        extract("decided.zip");
        scene.deployer.get(path).expect(200);

        String change =
                "update gate_decision set answer = jsonb_set(answer, '{decision}', to_jsonb(?::text)) where request_id = ?::uuid";
        Database.update(change, "allow", id);
        scene.deployer.get(path).expectProblem(409, "decision-changed");
        Database.update(change, "deny", id);
        scene.deployer.get(path).expect(200);
    }

    /** A request for a release that lacks the tests which the policy wants. */
    private static JsonNode refused(Scene scene) {
        scene.release("1.0");
        scene.policy(Requests.policy(0, false, "tests"));
        return scene.deployer
                .post("/api/v1/deployment-requests", scene.request("1.0"))
                .expect(201);
    }

    private static AuditExtract extract(String name) throws IOException {
        return AuditExtract.take(SCENE.admin, folder.resolve(name));
    }
}
