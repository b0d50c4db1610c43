package dev.slipway.line.api;

import static dev.slipway.line.api.TwoEnvironments.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The gate lets in what has run in another environment, for as long as the policy says and without trouble there. */
@InTurn
class PromotionGateIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void countsAnewAfterTroubleInStaging() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.keptRelease("1.1");
        JsonNode staged = two.soak("1.0");
        JsonNode failed = two.stage("1.1", "failed");
        JsonNode gate = scene.gate("1.0", "");
        assertThat(gate.path("decision").asText()).isEqualTo("wait");
        assertThat(Scene.codes(gate)).containsExactly("failed-there");
        assertThat(gate.at("/reasons/0/detail").asText())
                .startsWith("The deployment of 1.1 in " + two.staging + " failed at ");
        assertThat(Scene.codes(scene.gate("1.0", "&rollback=true")))
                .as("it never ran here")
                .containsExactly("failed-there");
        two.age(failed, Duration.ofMinutes(150));
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
        String intervention =
                "/api/v1/deployments/" + staged.path("deploymentId").asText() + "/intervention";
        scene.deployer
                .put(intervention, Map.of("isNeeded", true, "note", "Orders were lost."))
                .expect(200);
        assertThat(scene.gate("1.0", "").at("/reasons/0/detail").asText()).contains("needed intervention");
        scene.deployer.put(intervention, Map.of("isNeeded", false)).expect(200);
        JsonNode unmarked = scene.gate("1.0", "");
        assertThat(unmarked.path("decision").asText()).isEqualTo("wait");
        assertThat(unmarked.at("/reasons/0/detail").asText()).contains("needed no intervention");
        scene.policy(two.policy(0, false));
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
        assertThat(Scene.codes(scene.gate("1.1", ""))).containsExactly("not-run-before");
    }

    /** The page lets only a mark be undone, but scripts may say of each deployment that it went well. */
    @Test
    void goesOnWhereNoMarkIsUndone() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        String id = two.soak("1.0").path("deploymentId").asText();
        String intervention = "/api/v1/deployments/" + id + "/intervention";
        Map<String, Object> needed = Map.of("isNeeded", true);
        Map<String, Object> unneeded = Map.of("isNeeded", false);
        scene.deployer.put(intervention, unneeded).expect(200);
        assertThat(Scene.codes(scene.gate("1.0", ""))).as("never marked").isEmpty();
        scene.deployer.put(intervention, needed).expect(200);
        scene.deployer.put(intervention, unneeded).expect(200);
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("failed-there");
        Database.update(
                "update intervention set marked_at = marked_at - interval '3 hours' where deployment_id = ?::uuid", id);
        scene.deployer.put(intervention, unneeded).expect(200);
        assertThat(Scene.codes(scene.gate("1.0", ""))).as("unmarked long ago").isEmpty();
    }

    /** A service's code can write to its worker's log what it likes, with any time, also in the agent's name. */
    @Test
    void believesOnlyTheAgentSinceWhenItRuns() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        String id = two.soak("1.0").path("deploymentId").asText();
        for (String source :
                List.of("workers = '{worker-1}', is_claimed = false", "executor = null", "is_claimed = true")) {
            change(id, source);
            assertThat(Scene.codes(scene.gate("1.0", ""))).as(source).containsExactly("soaking");
        }
        change(id, "workers = '{}'");
        assertThat(Scene.codes(scene.gate("1.0", "")))
                .as("a client's word alone")
                .containsExactly("not-run-before");
    }

    /** Where the line has workers of the service, they show what ran; elsewhere there is nothing but a client's word. */
    @Test
    void takesAClientsWordOnlyWhereTheLineHasNoWorkers() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene plain = new Scene(REALM, SCRATCH, 60);
        for (Scene scene : List.of(two.scene, plain)) {
            scene.keptRelease("1.0");
            scene.policy(two.policy(0, false));
            Map<String, Object> claim =
                    Requests.with(Requests.deployment(scene.service, "1.0"), "environment", two.staging);
            scene.deployer.post("/api/v1/deployments", claim).expect(201);
        }
        assertThat(Scene.codes(two.scene.gate("1.0", ""))).containsExactly("not-run-before");
        assertThat(Scene.codes(plain.gate("1.0", ""))).isEmpty();
        two.stage("1.0", "succeeded");
        assertThat(Scene.codes(two.scene.gate("1.0", ""))).isEmpty();
    }

    /** A worker shows the archive before the agent has probed it: the rollout may yet fail. */
    @Test
    void waitsForTheAgentsResultInStaging() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(two.policy(0, false));
        JsonNode request = scene.deployer
                .post(
                        "/api/v1/deployment-requests",
                        Requests.with(scene.agentRequest("1.0"), "environment", two.staging))
                .expect(201);
        two.agent
                .caller()
                .post("/api/v1/agent/claims?wait=10", Map.of("environment", two.staging))
                .expect(200);
        TestAgent.show(request);
        assertThat(Scene.codes(scene.gate("1.0", ""))).containsExactly("not-run-before");
        two.agent.report(request, TestAgent.result("succeeded")).expect(200);
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
    }

    /** Whoever tidies up removes what runs no more: {@code shop-0.9.war}, while {@code shop-1.0.war} runs. */
    @Test
    void ignoresTheRemovalOfAnOlderArchive() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        JsonNode staged = two.soak("1.0");
        scene.policy(Requests.with(two.policy(0, false), "soak", "PT4H"));
        change(staged.path("deploymentId").asText(), "archive = 'shop-1.0.war', workers = '{worker-1}'");
        remove(staged, "shop-0.9.war");
        assertThat(scene.gate("1.0", "").at("/reasons/0/detail").asText()).contains("and has since");
        remove(staged, "shop-1.0.war");
        assertThat(scene.gate("1.0", "").at("/reasons/0/detail").asText()).contains("until it was undeployed");
    }

    /** However many deployments there were since. */
    @Test
    void remembersWhatRanLongAgo() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.keptRelease("1.1");
        Map<String, Object> policy = two.policy(0, false);
        scene.policy(policy);
        two.age(two.stage("1.0", "succeeded"), Duration.ofHours(4));
        JsonNode next = two.stage("1.1", "succeeded");
        two.age(next, Duration.ofHours(3));
        int more = Database.execute("""
                insert into deployment (id, release_id, service_id, environment_id, channel, actor, executor, started_at,
                    finished_at, outcome, recorded_at, artifact_digest)
                select gen_random_uuid(), release_id, service_id, environment_id, channel, actor, executor,
                    started_at + n * interval '1 second', finished_at + n * interval '1 second', outcome, recorded_at,
                    artifact_digest
                from deployment, generate_series(1, 600) n where id = ?::uuid""", next.path("deploymentId").asText());
        assertThat(more).isEqualTo(600);
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
        scene.policy(Requests.with(policy, "soak", "PT2H"));
        assertThat(scene.gate("1.0", "").at("/reasons/0/detail").asText())
                .as("for an hour")
                .contains("it was replaced by 1.1");
    }

    /** By a client's word alone nothing ran, whatever a request is called. */
    @Test
    void letsBackWhatWasSeenToRunHere() {
        TwoEnvironments two = new TwoEnvironments(REALM, SCRATCH);
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(two.policy(0, false));
        assertThat(Scene.codes(scene.gate("1.0", "&rollback=true"))).containsExactly("not-run-before");
        JsonNode claimed = RequestIT.deploy(scene, "1.0", null, "succeeded").expect(201);
        for (String more : List.of("", "&rollback=true")) {
            assertThat(Scene.codes(scene.gate("1.0", more))).containsExactly("not-run-before");
        }
        change(claimed.path("id").asText(), "workers = '{worker-1}'");
        for (String more : List.of("", "&rollback=true")) {
            assertThat(Scene.codes(scene.gate("1.0", more))).isEmpty();
        }
    }

    private static void remove(JsonNode staged, String archive) {
        Database.update("""
                insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                    recorded_at, archive, operation, workers, is_claimed)
                select gen_random_uuid(), service_id, environment_id, 'console', 'it', now(), now(), 'succeeded', now(), ?,
                    'undeploy', '{worker-1}', false
                from deployment where id = ?::uuid""", archive, staged.path("deploymentId").asText());
    }
}
