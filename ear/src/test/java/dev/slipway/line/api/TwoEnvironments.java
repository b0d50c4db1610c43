package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Duration;
import java.util.Map;

/** A service that is defined in two environments; the scene's is the second. */
final class TwoEnvironments {
    final Scene scene;
    final String staging;
    final TestAgent agent;

    TwoEnvironments(Realm realm, Scratch scratch) {
        scene = new Scene(realm, scratch, 60);
        staging = scratch.name();
        agent = scene.agent(realm);
        scene.admin
                .post("/api/v1/environments", Requests.with(Requests.environment(staging), "rank", 40))
                .expect(201);
        DefinitionIT.applyInBoth(scene, staging, "").expect(200);
    }

    /** A policy for the scene's environment that lets in what has run in staging. */
    Map<String, Object> policy(int approvals, boolean isFourEyes) {
        return Requests.with(Requests.policy(approvals, isFourEyes), "promotesFrom", staging);
    }

    /** Asks for two hours in staging, where the release has run for three. */
    JsonNode soak(String version) {
        scene.policy(Requests.with(policy(0, false), "soak", "PT2H"));
        JsonNode staged = stage(version, "succeeded");
        age(staged, Duration.ofHours(3));
        assertThat(Scene.codes(scene.gate(version, ""))).isEmpty();
        return staged;
    }

    /** The agent deploys a release to staging. */
    JsonNode stage(String version, String outcome) {
        JsonNode request = scene.deployer
                .post("/api/v1/deployment-requests", Requests.with(scene.agentRequest(version), "environment", staging))
                .expect(201);
        return carryOut(request, staging, outcome);
    }

    JsonNode carryOut(JsonNode request, String environment, String outcome) {
        Answer claimed = agent.caller().post("/api/v1/agent/claims?wait=10", Map.of("environment", environment));
        assertThat(claimed.expect(200).path("id")).isEqualTo(request.path("id"));
        return agent.report(request, TestAgent.result(outcome)).expect(200);
    }

    /** Has a worker of staging show a release, as deployed by an account, or by an agent on its behalf. */
    void show(String version, String actor, String executor) {
        Database.update("""
                insert into deployment (id, release_id, service_id, environment_id, channel, actor, executor, started_at,
                    finished_at, outcome, recorded_at, artifact_digest, operation, workers, is_claimed)
                select gen_random_uuid(), r.id, r.service_id, e.id, 'console', ?, nullif(?, ''), now(), now(),
                    'succeeded', now(), r.artifact_digest, 'deploy', '{worker-1}', false
                from release r join service s on s.id = r.service_id join environment e on e.name = ?
                where s.name = ? and r.version = ?""", actor, executor, staging, scene.service, version);
    }

    /** Says that an account recorded itself what staging's workers show of it. */
    void claim(String actor) {
        Database.update("""
                update deployment d set is_claimed = true from environment e, service s
                where e.id = d.environment_id and s.id = d.service_id and e.name = ? and s.name = ? and d.actor = ?
                    and d.executor is null""", staging, scene.service, actor);
    }

    /** Deploys a release to staging, and waits until the ledger has asked for it in production, as the last of so many. */
    JsonNode awaitAutomatic(String version, int count) {
        stage(version, "succeeded");
        String list = "/api/v1/deployment-requests?service=" + scene.service + "&environment=" + scene.environment;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> scene.deployer.get(list).items("id").size() == count);
        return scene.deployer.get(list).expect(200).at("/items/0");
    }

    String path() {
        return "/api/v1/services/" + scene.service + "/promotions";
    }

    Answer promote(Map<String, Object> body, String... headers) {
        return scene.deployer.post(path(), body, headers);
    }

    JsonNode preview() {
        return scene.approver.get(path() + "/preview").expect(200);
    }

    /** Says of what the agent deployed that it was so long ago. */
    void age(JsonNode done, Duration time) {
        change(
                done.path("deploymentId").asText(),
                "started_at = started_at - interval '%1$s', finished_at = finished_at - interval '%1$s'"
                        .formatted(time));
    }

    /** Changes what the ledger holds of a deployment. */
    static void change(String deployment, String values) {
        Database.update("update deployment set " + values + " where id = ?::uuid", deployment);
    }

    /** Waits until a request is in this state. */
    static void awaitState(Scene scene, JsonNode request, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals(state));
    }
}
