package dev.slipway.line.api;

import static dev.slipway.line.api.TwoEnvironments.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What ran in one environment goes into the next: the same archive, past the gate of that one. */
@InTurn
class PromotionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void goesFromStagingToProductionPastItsGate() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        two.promote(Map.of()).expectProblem(409, "nothing-to-promote");
        JsonNode release = scene.keptRelease("1.0");
        Map<String, Object> policy = two.policy(1, true);
        scene.policy(Requests.with(policy, "soak", "PT2H"));
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("not-run-before", "approval-missing");
        two.promote(Map.of("version", "1.0")).expectProblem(409, "nothing-to-promote");

        JsonNode staged = two.stage("1.0", "succeeded");
        JsonNode preview = two.preview();
        assertThat(preview.path("from").asText()).isEqualTo(two.staging);
        assertThat(preview.path("to").asText()).isEqualTo(scene.environment);
        assertThat(preview.path("version").asText()).isEqualTo("1.0");
        assertThat(preview.at("/archive/artifactDigest")).isEqualTo(release.path("artifactDigest"));
        assertThat(preview.at("/archive/isSame").asBoolean(true)).isFalse();
        assertThat(preview.path("isArchived").asBoolean()).isTrue();
        assertThat(preview.at("/archive").has("fromVersion")).isFalse();
        assertThat(Scene.codes(preview.path("gate"))).containsExactly("soaking", "approval-missing");

        JsonNode request =
                two.promote(Map.of("comment", "Now"), "Idempotency-Key", "once").expect(201);
        assertThat(request.path("promotedFrom").asText()).isEqualTo(two.staging);
        assertThat(request.path("environment").asText()).isEqualTo(scene.environment);
        assertThat(request.path("isForAgent").asBoolean()).isTrue();
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(two.promote(Map.of("comment", "Now"), "Idempotency-Key", "once")
                        .expect(201))
                .isEqualTo(request);
        assertThat(two.promote(Map.of("to", scene.environment)).expect(200).path("id"))
                .isEqualTo(request.path("id"));
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        assertThat(Scene.codes(RequestIT.show(scene, request))).containsExactly("soaking");
        two.age(staged, Duration.ofHours(2));
        awaitState(scene, request, "allowed");
        JsonNode done = two.carryOut(request, scene.environment, "succeeded");
        JsonNode deployment = scene.deployer
                .get("/api/v1/deployments/" + done.path("deploymentId").asText())
                .expect(200);
        assertThat(deployment.path("promotedFrom").asText()).isEqualTo(two.staging);
        assertThat(deployment.path("artifactDigest")).isEqualTo(release.path("artifactDigest"));
        two.promote(Map.of()).expectProblem(409, "nothing-to-promote");
        two.promote(Map.of("to", scene.environment)).expectProblem(409, "nothing-to-promote");
        assertThat(two.promote(Map.of("comment", "Now"), "Idempotency-Key", "once")
                        .expect(201)
                        .path("id"))
                .as("under the same key, once it has run")
                .isEqualTo(request.path("id"));
        // What runs there already may be deployed there once more.
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
    }

    /** Of the release's own deployment in staging, though another has followed it there. */
    @Test
    void isProbedAsItWasInStaging() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.keptRelease("1.1");
        Map<String, Object> first = Requests.with(scene.agentRequest("1.0"), "environment", two.staging);
        first = Requests.with(Requests.with(first, "probePath", "/health"), "probeSeconds", 90);
        two.carryOut(scene.deployer.post("/api/v1/deployment-requests", first).expect(201), two.staging, "succeeded");
        two.stage("1.1", "succeeded");
        JsonNode request = two.promote(Map.of("version", "1.0")).expect(201);
        assertThat(request.path("probePath").asText()).isEqualTo("/health");
        assertThat(request.path("probeSeconds").asInt()).isEqualTo(90);
    }

    /** Somebody else asks for it, so whoever asked for staging may approve it. */
    @Test
    void mayBeApprovedByWhoAskedForStagingWhereAnotherAsks() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        Caller alice = Caller.onThePages(REALM.person("deployer", "approver"));
        scene.keptRelease("1.0");
        scene.policy(two.policy(1, true));
        JsonNode staged = alice.post(
                        "/api/v1/deployment-requests",
                        Requests.with(scene.agentRequest("1.0"), "environment", two.staging))
                .expect(201);
        two.carryOut(staged, two.staging, "succeeded");
        JsonNode request = two.promote(Map.of()).expect(201);
        alice.post("/api/v1/approvals", scene.approval("1.0", "approved")).expect(201);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("allowed");
    }

    @Test
    void tellsWhichMigrationsComeWithIt() throws IOException {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        release(scene, "1.0", war("V1__create_order.sql"));
        release(scene, "1.1", war("V1__create_order.sql", "V2__add_state.sql"));
        two.stage("1.0", "succeeded");
        assertThat(two.preview().path("migrations"))
                .extracting(JsonNode::asText)
                .containsExactly("V1__create_order.sql");
        two.carryOut(two.promote(Map.of()).expect(201), scene.environment, "succeeded");
        two.stage("1.1", "succeeded");
        JsonNode preview = two.preview();
        assertThat(preview.path("migrations")).extracting(JsonNode::asText).containsExactly("V2__add_state.sql");
        assertThat(two.scene
                        .approver
                        .get(two.path() + "/preview?migrations=false")
                        .expect(200)
                        .has("migrations"))
                .isFalse();
        assertThat(preview.at("/archive/fromVersion").asText()).isEqualTo("1.0");
        assertThat(preview.path("releases").asInt()).isEqualTo(1);
        release(scene, "1.2", war("V1__create_order.sql", "V2__add_price.sql"));
        release(scene, "1.3", war("V1__create_order.sql", "V3__drop_state.sql"));
        two.stage("1.3", "succeeded");
        assertThat(two.preview().path("releases").asInt())
                .as("without the one that never ran there")
                .isEqualTo(2);
        assertThat(preview.at("/changes/to/version").asText()).isEqualTo("1.1");
    }

    @Test
    void isForDeployersOfTheService() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        two.scene.approver.post(two.path(), Map.of()).expectProblem(403, "forbidden");
        Caller stranger = REALM.client("viewer");
        stranger.post(two.path(), Map.of()).expectProblem(403, "forbidden");
        two.scene.deployer.post("/api/v1/services/no-such/promotions", Map.of()).expectProblem(404, "not-found");
        two.scene.deployer.get("/api/v1/services/no-such/promotions/preview").expectProblem(404, "not-found");
        Answer unknown = two.promote(Map.of("to", "no-such"));
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactly("to");
    }

    private static void release(Scene scene, String version, byte[] bytes) {
        JsonNode release = scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(Requests.release(scene.service, version), "artifactDigest", Digest.of(bytes)))
                .expect(201);
        assertThat(Scene.keep(scene.deployer, release, bytes).status()).isEqualTo(201);
    }

    private static byte[] war(String... migrations) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String migration : List.of(migrations)) {
                zip.putNextEntry(new ZipEntry("WEB-INF/classes/db/migration/" + migration));
                zip.write(migration.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
