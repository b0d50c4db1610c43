package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What needed intervention, and what put it right. */
@InTurn
class RecoveryIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final String PATH = "/api/v1/deployments/";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private History history;

    @BeforeEach
    void threeReleases() {
        history = new History(SCRATCH, REALM, PIPELINE);
        history.release("1.0", Map.of());
        history.release("2.0", Map.of());
        history.release("3.0", Map.of());
    }

    @Test
    void keepsTheLastWordOnAnIntervention() {
        String id = history.deploy("1.0", "2026-09-01T10:00:00Z");
        assertThat(recovery(id).has("intervention")).isFalse();
        Map<String, Object> request = Map.of("isNeeded", true, "note", "It was\ndown.");
        JsonNode marked = PIPELINE.put(PATH + id + "/intervention", request).expect(200);
        assertThat(marked.path("note").asText()).isEqualTo("It was\ndown.");
        assertThat(marked.path("markedBy").asText()).isEqualTo("service-account-pipeline");
        assertThat(marked.has("markedAt")).isTrue();
        assertThat(recovery(id).path("intervention")).isEqualTo(marked);

        JsonNode unmarked = history.markIntervention(id, false).expect(200);
        assertThat(unmarked.path("isNeeded").asBoolean()).isFalse();
        assertThat(unmarked.has("note")).isFalse();
        assertThat(recovery(id).has("intervention")).isFalse();
    }

    /** The soak time counts from when a mark was undone: another note does not begin it anew. */
    @Test
    void keepsTheNoteOnAMarkThatWasUndone() {
        String id = history.deploy("1.0", "2026-09-01T10:00:00Z");
        assertThat(note(id, "It was never marked.").has("note")).isFalse();

        history.markIntervention(id, true).expect(200);
        JsonNode undone = note(id, "The alarm was false.");
        assertThat(undone.path("note").asText()).isEqualTo("The alarm was false.");
        JsonNode corrected = note(id, "The alarm was a test.");
        assertThat(corrected.path("note").asText()).isEqualTo("The alarm was a test.");
        assertThat(corrected.path("markedAt")).isEqualTo(undone.path("markedAt"));
    }

    private static JsonNode note(String id, String note) {
        return PIPELINE.put(PATH + id + "/intervention", Map.of("isNeeded", false, "note", note))
                .expect(200);
    }

    @Test
    void linksAFixByHandAndTakesItBack() {
        String broken = history.deploy("1.0", "2026-09-01T10:00:00Z");
        String fix = history.deploy("2.0", "2026-09-02T10:00:00Z");
        JsonNode linked = history.linkRepair(fix, broken).expect(200);
        assertThat(linked.path("deploymentId").asText()).isEqualTo(broken);
        assertThat(linked.path("isAutomatic").asBoolean()).isFalse();
        assertThat(recovery(fix).at("/repairs/id").asText()).isEqualTo(broken);
        assertThat(recovery(fix).path("link")).isEqualTo(linked);
        assertThat(recovery(broken).at("/repairedBy/0/id").asText()).isEqualTo(fix);

        Map<String, Object> none = new HashMap<>();
        none.put("deploymentId", null);
        assertThat(PIPELINE.put(PATH + fix + "/repair", none).expect(200).has("deploymentId"))
                .isFalse();
        assertThat(recovery(broken).path("repairedBy")).isEmpty();
        assertThat(recovery(broken).has("link")).isFalse();
    }

    @Test
    void linksARollbackToWhatWasLive() {
        history.deploy("1.0", "2026-09-01T10:00:00Z");
        String broken = history.deploy("2.0", "2026-09-02T10:00:00Z");
        String rollback = rollBack("1.0", "2026-09-02T11:00:00Z");
        assertRepairs(rollback, broken);
        JsonNode link = recovery(rollback).path("link");
        assertThat(link.path("isAutomatic").asBoolean()).isTrue();
        assertThat(link.path("linkedBy"))
                .isEqualTo(PIPELINE.get(PATH + rollback).expect(200).path("actor"));
    }

    /** A retried job delivers a release again: it was broken since it came. */
    @Test
    void linksARollbackToTheDeliveryByWhichTheReleaseCame() {
        history.deploy("2.0", "2026-09-01T09:00:00Z");
        history.deploy("1.0", "2026-09-01T10:00:00Z");
        String broken = history.deploy("2.0", "2026-09-02T10:00:00Z");
        history.deploy("3.0", "2026-09-02T10:10:00Z", Map.of("outcome", "failed"));
        history.deploy("2.0", "2026-09-02T10:20:00Z");
        history.deploy("2.0", "2026-09-02T10:40:00Z");
        assertRepairs(rollBack("1.0", "2026-09-02T11:00:00Z"), broken);
    }

    @Test
    void linksARollbackToTheFirstReleaseThatCame() {
        String broken = history.deploy("2.0", "2026-09-02T10:00:00Z");
        history.deploy("2.0", "2026-09-02T10:20:00Z");
        assertRepairs(rollBack("1.0", "2026-09-02T11:00:00Z"), broken);
    }

    /** A change of configuration puts no release there. */
    @Test
    void linksARollbackToTheReleaseThatItUndoes() {
        history.deploy("1.0", "2026-09-01T10:00:00Z");
        String broken = history.deploy("2.0", "2026-09-02T10:00:00Z");
        String configured = history.deploy("2.0", "2026-09-02T10:30:00Z");
        Database.update("update deployment set kind = 'configure' where id = ?::uuid", configured);
        assertRepairs(rollBack("1.0", "2026-09-02T11:00:00Z"), broken);
    }

    @Test
    void linksARollbackToTheAttemptThatFailed() {
        history.deploy("1.0", "2026-09-01T10:00:00Z");
        String attempt = history.deploy("2.0", "2026-09-02T10:00:00Z", Map.of("outcome", "failed"));
        assertRepairs(rollBack("1.0", "2026-09-02T11:00:00Z"), attempt);
    }

    @Test
    void guessesNothing() {
        String onlyOne = rollBack("1.0", "2026-09-01T09:00:00Z");
        assertThat(recovery(onlyOne).has("repairs")).isFalse();
        history.deploy("2.0", "2026-09-02T09:00:00Z", Map.of("outcome", "failed"));
        history.deploy("3.0", "2026-09-02T10:00:00Z", Map.of("outcome", "failed"));
        assertThat(recovery(rollBack("1.0", "2026-09-02T11:00:00Z")).has("repairs"))
                .isFalse();
    }

    @Test
    void refusesWhatCannotBeRepaired() {
        String earlier = history.deploy("1.0", "2026-09-01T10:00:00Z");
        String later = history.deploy("2.0", "2026-09-02T10:00:00Z");
        History other = new History(SCRATCH, REALM, PIPELINE);
        other.release("1.0", Map.of());
        String elsewhere = other.deploy("1.0", "2026-08-01T10:00:00Z");
        String inProduction = history.deploy("1.0", "2026-08-01T10:00:00Z", Map.of("environment", "production"));

        assertRefuses(earlier, later, "did not begin before");
        assertRefuses(later, later, "itself");
        assertRefuses(later, elsewhere, "is a deployment of " + other.service);
        assertRefuses(later, inProduction, "is in production");
        history.linkRepair(later, NOBODY).expectProblem(422, "unknown-reference");
        // Nor a circle: the other way round is the wrong way round.
        history.linkRepair(later, earlier).expect(200);
        assertRefuses(earlier, later, "did not begin before");
    }

    @Test
    void refusesNonsense() {
        String id = history.deploy("1.0", "2026-09-01T10:00:00Z");
        Answer empty = PIPELINE.put(PATH + id + "/intervention", Map.of());
        empty.expectProblem(400, "invalid-request");
        assertThat(empty.refused()).containsExactly("isNeeded");
        Answer strange = PIPELINE.put(PATH + id + "/repair", Map.of("deploymentId", "none", "why", "x"));
        strange.expectProblem(400, "invalid-request");
        assertThat(strange.refused()).containsExactlyInAnyOrder("deploymentId", "why");
        PIPELINE.get(PATH + NOBODY + "/recovery").expectProblem(404, "not-found");
        history.markIntervention(NOBODY, true).expectProblem(404, "not-found");
        history.linkRepair(NOBODY, id).expectProblem(404, "not-found");
    }

    @Test
    void isForDeployersToSay() {
        String id = history.deploy("1.0", "2026-09-01T10:00:00Z");
        Caller viewer = REALM.client("viewer");
        viewer.get(PATH + id + "/recovery").expect(200);
        viewer.put(PATH + id + "/intervention", Map.of("isNeeded", true)).expectProblem(403, "forbidden");
        viewer.put(PATH + id + "/repair", Map.of()).expectProblem(403, "forbidden");
    }

    @Test
    void takesManyWordsAtOnce() {
        String id = history.deploy("1.0", "2026-09-01T10:00:00Z");
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> history.markIntervention(id, i % 2 == 0).expect(200));
    }

    private String rollBack(String version, String at) {
        return history.deploy(version, at, Map.of("isRollback", true));
    }

    private static JsonNode recovery(String id) {
        return PIPELINE.get(PATH + id + "/recovery").expect(200);
    }

    private static void assertRepairs(String id, String repaired) {
        assertThat(recovery(id).at("/repairs/id").asText()).isEqualTo(repaired);
    }

    private void assertRefuses(String id, String repaired, String because) {
        JsonNode problem = history.linkRepair(id, repaired).expectProblem(422, "repair-refused");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("deploymentId");
        assertThat(problem.at("/errors/0/detail").asText()).contains(because);
    }
}
