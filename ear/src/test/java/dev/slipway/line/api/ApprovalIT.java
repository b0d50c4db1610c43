package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What approvers say stays on record, and the newest counts. */
@InTurn
class ApprovalIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/approvals";

    @Test
    void keepsAllAndCountsTheNewest() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode release = scene.release("1.0");
        Answer answer = scene.approver.post(PATH, scene.approval("1.0", "refused"));
        JsonNode refused = answer.expect(201);
        assertThat(refused.path("releaseId")).isEqualTo(release.path("id"));
        assertThat(scene.deployer.get(PATH + "/" + refused.path("id").asText()).expect(200))
                .isEqualTo(refused);
        assertThat(answer.header("Location")).endsWith(refused.path("id").asText());
        JsonNode approved = scene.approver
                .post(PATH, Requests.with(scene.approval("1.0", "approved"), "comment", null))
                .expect(201);
        String of = PATH + "?service=" + scene.service;
        assertThat(scene.deployer.get(of).items("id"))
                .containsExactly(
                        approved.path("id").asText(), refused.path("id").asText());
        assertThat(scene.deployer
                        .get(of + "&version=1.0&environment=" + scene.environment + "&approver="
                                + approved.path("approver").asText())
                        .items("id"))
                .hasSize(2);
        assertThat(scene.deployer.get(of + "&version=2.0").items("id")).isEmpty();
        assertThat(scene.deployer.get(of + "&environment=production").items("id"))
                .isEmpty();
        assertThat(scene.gate("1.0", "").path("approvals")).hasSize(1);
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
    }

    /** A name may be given to somebody else once its account is deleted. */
    @Test
    void countNothingOfAnAccountThatIsNewer() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, false));
        JsonNode approval =
                scene.approver.post(PATH, scene.approval("1.0", "approved")).expect(201);
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
        Database.update(
                "update approval set decided_at = decided_at - interval '1 hour' where id = ?::uuid",
                approval.path("id").asText());
        JsonNode gate = scene.gate("1.0", "");
        assertThat(Scene.codes(gate)).containsExactly("approval-missing", "not-an-approver");
        assertThat(gate.at("/ignored/0/approvalId")).isEqualTo(approval.path("id"));
        assertThat(gate.at("/ignored/0/detail").asText())
                .contains(approval.path("approver").asText(), "has had a new account since");
    }

    @Test
    void wantsAReasonOfWhoeverRefuses() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        Answer refused = scene.approver.post(PATH, Requests.with(scene.approval("1.0", "refused"), "comment", null));
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("comment");
    }

    @Test
    void isForApproversAlone() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        for (Caller other : new Caller[] {scene.deployer, REALM.client("viewer"), Caller.pipeline()}) {
            other.post(PATH, scene.approval("1.0", "approved")).expectProblem(403, "forbidden");
        }
        scene.approver.post(PATH, scene.approval("2.0", "approved")).expectProblem(422, "unknown-reference");
        scene.approver
                .post(PATH, Requests.with(scene.approval("1.0", "approved"), "approver", "eve"))
                .expectProblem(400, "invalid-request");
    }

    @Test
    void givesTheFirstAnswerUnderTheSameKey() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        String key = UUID.randomUUID().toString();
        JsonNode first = scene.approver
                .post(PATH, scene.approval("1.0", "approved"), "Idempotency-Key", key)
                .expect(201);
        assertThat(scene.approver
                        .post(PATH, scene.approval("1.0", "approved"), "Idempotency-Key", key)
                        .expect(201))
                .isEqualTo(first);
        assertThat(scene.deployer.get(PATH + "?service=" + scene.service).items("id"))
                .hasSize(1);
    }
}
