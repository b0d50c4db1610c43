package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where a policy has keys, an attestation counts only in an envelope that one of them signed. */
@InTurn
class AttestationIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"shop.war","digest":{"sha256":"%s"}}],
             "predicateType":"https://slsa.dev/provenance/v1","predicate":{}}""";

    private final Scene scene = new Scene(REALM, SCRATCH);

    @Test
    void countsOnlyByAKeyOfThePolicy() throws Exception {
        KeyPair build = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        JsonNode policy = scene.policy(policy("the build", publicKey(build)));
        assertThat(policy.at("/attestationKeys/0/name").asText()).isEqualTo("the build");
        JsonNode release = scene.release("1.0");
        scene.evidence(release, "strange.intoto.jsonl", envelope(stranger, statement(release)))
                .expect(201);

        JsonNode denied = scene.gate("1.0", "");
        assertThat(denied.path("decision").asText()).isEqualTo("deny");
        assertThat(Scene.codes(denied)).containsExactly("evidence-unsigned");
        assertThat(denied.at("/reasons/0/detail").asText())
                .isEqualTo("Evidence of the kind attestation is there, but none that a key of the policy of "
                        + scene.environment
                        + " signed: strange.intoto.jsonl. Add one in a DSSE envelope signed by the build, or have an admin add"
                        + " the key to the policy.");
        JsonNode refused = request();
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(refused.path("reasons")).isEqualTo(denied.path("reasons"));

        scene.evidence(release, "build.intoto.jsonl", envelope(build, statement(release)))
                .expect(201);

        JsonNode allowed = scene.gate("1.0", "");
        assertThat(allowed.path("decision").asText()).isEqualTo("allow");
        assertThat(Scene.codes(allowed)).isEmpty();
        assertThat(request().path("state").asText()).isEqualTo("allowed");
    }

    /** Nor does a statement that nobody signed. */
    @Test
    void doesNotCountBare() throws Exception {
        KeyPair build = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        scene.policy(policy("the build", publicKey(build)));
        JsonNode release = scene.release("1.0");
        scene.evidence(release, "bare.json", statement(release)).expect(201);
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("evidence-unsigned");

        scene.policy(Requests.policy(0, false, "attestation"));
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
    }

    /** Who reads a summary takes what it lists for what the decision is based on. */
    @Test
    void isOfNoDecisionWhereItDoesNotCount() throws Exception {
        KeyPair build = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        scene.policy(policy("the build", publicKey(build)));
        JsonNode release = scene.release("1.0");
        scene.evidence(release, "bare.json", statement(release)).expect(201);
        scene.evidence(release, "TEST-a.xml", Scene.PASSED).expect(201);
        assertThat(scene.gate("1.0", "").path("evidence")).isEmpty();
        JsonNode counted = scene.evidence(release, "build.intoto.json", envelope(build, statement(release)))
                .expect(201);
        assertThat(scene.gate("1.0", "").path("evidence").findValuesAsText("id"))
                .containsExactly(counted.path("id").asText());

        String path = RequestIT.address(request()) + "/verification-summary";
        JsonNode envelope = await().atMost(Duration.ofSeconds(60))
                .until(() -> scene.deployer.get(path), answer -> answer.status() == 200)
                .expect(200);
        JsonNode inputs = new ObjectMapper()
                .readTree(Base64.getDecoder().decode(envelope.path("payload").asText()))
                .at("/predicate/inputAttestations");
        assertThat(inputs.findValuesAsText("sha256"))
                .extracting(hex -> "sha256:" + hex)
                .containsExactly(counted.path("digest").asText());
    }

    /** Such as an SBOM's. */
    @Test
    void countsHoweverLongItIs() throws Exception {
        KeyPair build = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        scene.policy(policy("the build", publicKey(build)));
        JsonNode release = scene.release("1.0");
        String statement =
                statement(release).replace("\"predicate\":{}", "\"predicate\":{\"a\":\"" + "x".repeat(5 << 20) + "\"}");
        scene.evidence(release, "sbom.intoto.json", envelope(build, statement)).expect(201);
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
    }

    @Test
    void takesNothingElseForAKey() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        for (String key : List.of("no key", publicKey(rsa))) {
            Answer refused = scene.admin.put(
                    scene.policyPath(),
                    policy("the build", key),
                    "If-Match",
                    scene.admin.get(scene.policyPath()).header("ETag"));
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("attestationKeys[0].publicKey");
        }
    }

    private JsonNode request() {
        return scene.deployer
                .post("/api/v1/deployment-requests", scene.request("1.0"))
                .expect(201);
    }

    private static Map<String, Object> policy(String name, String publicKey) {
        return Requests.with(
                Requests.policy(0, false, "attestation"),
                "attestationKeys",
                List.of(Map.of("name", name, "publicKey", publicKey)));
    }

    private static String publicKey(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static String statement(JsonNode release) {
        return STATEMENT.formatted(release.path("artifactDigest").asText().substring("sha256:".length()));
    }

    /** A statement, signed as DSSE has it. */
    private static String envelope(KeyPair pair, String payload) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(("DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length() + " " + payload)
                .getBytes(StandardCharsets.UTF_8));
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "payloadType",
                        TYPE,
                        "payload",
                        Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)),
                        "signatures",
                        List.of(Map.of("sig", Base64.getEncoder().encodeToString(signature.sign())))));
    }
}
