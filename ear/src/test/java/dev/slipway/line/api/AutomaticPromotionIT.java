package dev.slipway.line.api;

import static dev.slipway.line.api.TwoEnvironments.awaitState;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ran in one environment goes into the next by itself where the policy says so, and never past four eyes. */
@InTurn
class AutomaticPromotionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    @Tag("long")
    void goesByItselfWhereThePolicySaysSo() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        Map<String, Object> policy = two.policy(1, false);
        scene.policy(Requests.with(policy, "isPromotedAutomatically", true));
        two.stage("1.0", "succeeded");
        String list = "/api/v1/deployment-requests?service=" + scene.service + "&environment=" + scene.environment;
        await().during(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(30))
                .until(() -> scene.deployer.get(list).items("id").isEmpty());
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !scene.deployer.get(list).items("id").isEmpty());
        JsonNode request = scene.deployer.get(list).expect(200).at("/items/0");
        assertThat(request.path("actor").asText()).isEqualTo("slipway");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        assertThat(request.path("promotedFrom").asText()).isEqualTo(two.staging);
        // Once for each release: whoever takes it back is not overruled.
        scene.deployer
                .post(RequestIT.address(request) + "/withdrawal", Map.of("comment", "Not this one"))
                .expect(200);
        await().during(Duration.ofSeconds(25))
                .atMost(Duration.ofSeconds(40))
                .until(() -> scene.deployer.get(list).items("id").size() == 1);
    }

    /** Two workers found it due; before the second had its turn, the first had asked for it, and somebody taken that back. */
    @Test
    @Tag("long")
    void isNotAskedForAgainByAWorkerThatHadToWait() throws SQLException {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        JsonNode request = scene.deployer
                .post("/api/v1/deployment-requests", scene.agentRequest("1.0"))
                .expect(201);
        String id = request.path("id").asText();
        scene.deployer
                .post(RequestIT.address(request) + "/withdrawal", Map.of("comment", "Not this one"))
                .expect(200);
        String move =
                "update deployment_request set environment_id = (select id from environment where name = ?) where id = ?::uuid";
        Database.update(move, two.staging, id);
        scene.policy(Requests.with(two.policy(0, false), "isPromotedAutomatically", true));
        try (Connection first = Line.running().database()) {
            first.setAutoCommit(false);
            Database.execute(first, """
                    select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', q.release_id, e.id), 0))
                    from deployment_request q, environment e where q.id = ?::uuid and e.name = ?""", id, scene.environment);
            two.stage("1.0", "succeeded");
            Database.awaitWaiter(first);
            Database.execute(first, move, scene.environment, id);
            first.commit();
        }
        String list = "/api/v1/deployment-requests?service=" + scene.service + "&environment=" + scene.environment;
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> scene.deployer.get(list).items("id").equals(List.of(id)));
    }

    /** Or all that ran in staging while the agent was away would be rolled out in turn. */
    @Test
    @Tag("long")
    void endsWhereStagingRunsAnotherReleaseByNow() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.keptRelease("1.1");
        scene.policy(Requests.with(two.policy(0, false), "isPromotedAutomatically", true));
        JsonNode first = two.awaitAutomatic("1.0", 1);
        JsonNode second = two.awaitAutomatic("1.1", 2);
        awaitState(scene, first, "withdrawn");
        assertThat(RequestIT.show(scene, first).at("/reasons/0/detail").asText())
                .isEqualTo("It was promoted from %s, which runs another release by now.".formatted(two.staging));
        assertThat(RequestIT.show(scene, second).path("state").asText()).isEqualTo("allowed");
    }

    /** As this release, or as another one of the same archive, whose deployment may have no digest of its own. */
    @Test
    @Tag("long")
    void leavesAloneWhatRanThereBefore() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        RequestIT.deploy(scene, "1.0", null, "succeeded").expect(201);
        deployAs(scene, "0.1", scene.keptRelease("1.1"));
        TwoEnvironments.change(deployAs(scene, "0.2", scene.keptRelease("1.2")), "artifact_digest = null");
        scene.keptRelease("1.3");
        scene.policy(Requests.with(two.policy(0, false), "isPromotedAutomatically", true));
        String list = "/api/v1/deployment-requests?service=" + scene.service + "&environment=" + scene.environment;
        for (String version : new String[] {"1.0", "1.1", "1.2"}) {
            two.stage(version, "succeeded");
            await().during(Duration.ofSeconds(12))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> scene.deployer.get(list).items("id").isEmpty());
        }
        two.awaitAutomatic("1.3", 1);
    }

    /** Deploys a release's archive as that of another version; returns the deployment's id. */
    private static String deployAs(Scene scene, String version, JsonNode release) {
        scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(
                                Requests.release(scene.service, version),
                                "artifactDigest",
                                release.path("artifactDigest").asText()))
                .expect(201);
        return RequestIT.deploy(scene, version, null, "succeeded")
                .expect(201)
                .path("id")
                .asText();
    }

    /** Nobody asks for it, so whoever asked for the deployment that it follows may not approve it, whenever they try. */
    @Test
    @Tag("long")
    void goesByItselfOnlyPastAnotherThanTheOneWhoAskedForStaging() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        Caller alice = Caller.onThePages(REALM.person("deployer", "approver"));
        scene.keptRelease("1.0");
        Map<String, Object> policy = two.policy(1, true);
        policy = Requests.with(policy, "isPromotedAutomatically", true);
        scene.policy(policy);
        Map<String, Object> approval = scene.approval("1.0", "approved");
        alice.post("/api/v1/approvals", approval).expect(201);
        JsonNode staged = alice.post(
                        "/api/v1/deployment-requests",
                        Requests.with(scene.agentRequest("1.0"), "environment", two.staging))
                .expect(201);
        two.carryOut(staged, two.staging, "succeeded");
        assertThat(alice.post("/api/v1/approvals", approval)
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .contains("requested the deployment in " + two.staging);
        String list = "/api/v1/deployment-requests?service=" + scene.service + "&environment=" + scene.environment;
        await().during(Duration.ofSeconds(25))
                .atMost(Duration.ofSeconds(40))
                .until(() -> scene.deployer.get(list).items("id").isEmpty());
        scene.approver.post("/api/v1/approvals", approval).expect(201);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !scene.deployer.get(list).items("id").isEmpty());
        JsonNode request = scene.deployer.get(list).expect(200).at("/items/0");
        assertThat(request.path("actor").asText()).isEqualTo("slipway");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        // Nor does it count where the gate is asked again.
        scene.policy(Requests.with(policy, "approvals", 2));
        awaitState(scene, request, "waiting");
        assertThat(Scene.codes(RequestIT.show(scene, request))).containsExactly("approval-missing", "four-eyes");
        alice.post("/api/v1/approvals", approval).expectProblem(409, "four-eyes");
    }

    /** Whoever asks for the promotion may be let in where the automatic one is not. */
    @Test
    void tellsWhatTheGateSaysOfItAsAnAutomaticPromotion() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        Caller alice = Caller.onThePages(REALM.person("deployer", "approver"));
        scene.keptRelease("1.0");
        Map<String, Object> policy = two.policy(1, true);
        scene.policy(Requests.with(policy, "isPromotedAutomatically", true));
        alice.post("/api/v1/approvals", scene.approval("1.0", "approved")).expect(201);
        JsonNode staged = alice.post(
                        "/api/v1/deployment-requests",
                        Requests.with(scene.agentRequest("1.0"), "environment", two.staging))
                .expect(201);
        two.carryOut(staged, two.staging, "succeeded");
        JsonNode preview = two.preview();
        assertThat(preview.at("/gate/decision").asText()).isEqualTo("allow");
        assertThat(preview.at("/automatic/decision").asText()).isEqualTo("wait");
        assertThat(Scene.codes(preview.path("automatic"))).contains("approval-missing");
        scene.policy(policy);
        assertThat(two.preview().has("automatic")).isFalse();
    }

    /** A service's code can write to its worker's log that anybody deployed what nobody asked for. */
    @Test
    void doesNotFollowWhatNobodyAskedFor() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(Requests.with(two.policy(1, true), "isPromotedAutomatically", true));
        Caller approver = Caller.onThePages(REALM.person("deployer", "approver"));
        String alice = approver.get("/api/v1/me").expect(200).path("name").asText();
        approver.post("/api/v1/approvals", scene.approval("1.0", "approved")).expect(201);
        two.show("1.0", alice, two.agent.executor());
        assertThat(Scene.codes(two.preview().path("automatic"))).contains("no-person");
        two.show("1.0", "agent", "");
        assertThat(Scene.codes(two.preview().path("automatic"))).contains("no-person");
        assertThat(Scene.codes(two.preview().path("gate"))).doesNotContain("no-person");
        two.show("1.0", alice, "");
        assertThat(Scene.codes(two.preview().path("automatic")))
                .as("the log alone names alice")
                .containsExactlyInAnyOrder("no-person", "approval-missing", "four-eyes");
        assertThat(Scene.codes(two.preview().path("gate"))).doesNotContain("no-person");
        two.claim(alice);
        assertThat(Scene.codes(two.preview().path("automatic")))
                .as("alice recorded it")
                .containsExactlyInAnyOrder("approval-missing", "four-eyes");
    }
}
