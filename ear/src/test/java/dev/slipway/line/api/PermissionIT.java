package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a request was allowed it may not do for ever: until it is deployed, it follows the gate. */
@InTurn
class PermissionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void isTakenBackByARefusalAfterItWasAllowed() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode request = RequestIT.request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "refused"))
                .expect(201);
        JsonNode refused = RequestIT.show(scene, request);
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(Scene.codes(refused)).containsExactly("approval-refused");
        // Whoever deploys all the same is on record, with what was passed over.
        JsonNode deployment =
                RequestIT.deploy(scene, "1.0", request, "succeeded").expect(201);
        JsonNode done = RequestIT.show(scene, request);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("deploymentId")).isEqualTo(deployment.path("id"));
        assertThat(Scene.codes(done)).containsExactly("approval-refused");
        RequestIT.deploy(scene, "1.0", request, "failed").expect(201);
        assertThat(RequestIT.show(scene, request)).isEqualTo(done);
    }

    @Test
    void isTakenBackByEvidenceThatFailedAfterItWasAllowed() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode release = scene.release("1.0");
        scene.policy(Requests.policy(0, false, "tests"));
        scene.evidence(release, "a.xml", Scene.PASSED).expect(201);
        JsonNode request = RequestIT.request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        scene.evidence(release, "b.xml", Scene.FAILED).expect(201);
        JsonNode refused = RequestIT.show(scene, request);
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(Scene.codes(refused)).containsExactly("evidence-failed");
    }

    @Test
    void waitsAgainWhenThePolicyAsksForMore() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode request = RequestIT.request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        scene.policy(Requests.policy(1, false));
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals("waiting"));
        assertThat(Scene.codes(RequestIT.show(scene, request))).containsExactly("approval-missing");
        RequestIT.deploy(scene, "1.0", request, "succeeded").expect(201);
        JsonNode done = RequestIT.show(scene, request);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.has("decidedAt")).isTrue();
        assertThat(Scene.codes(done)).containsExactly("approval-missing");
    }

    @Test
    void isGivenUpWhenNobodyDeploysItForADay() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode request = RequestIT.request(scene, "1.0");
        Database.update(
                "update deployment_request set decided_at = decided_at - interval '25 hours' where id = ?::uuid",
                request.path("id").asText());
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals("withdrawn"));
        assertThat(RequestIT.request(scene, "1.0").path("state").asText()).isEqualTo("allowed");
    }
}
