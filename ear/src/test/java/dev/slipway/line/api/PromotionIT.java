package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ran in one environment goes into the next: the same archive, past the gate of that one. */
@InTurn
class PromotionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    /** A service that is defined in two environments; the scene's is the second. */
    private static final class Two {
        final Scene scene = new Scene(REALM, SCRATCH, 60);
        final String staging = SCRATCH.name();
        final TestAgent agent = new TestAgent(REALM, scene);

        Two() {
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
                    .post(
                            "/api/v1/deployment-requests",
                            Requests.with(scene.agentRequest(version), "environment", staging))
                    .expect(201);
            return carryOut(request, staging, outcome);
        }

        JsonNode carryOut(JsonNode request, String environment, String outcome) {
            Answer claimed = agent.caller.post("/api/v1/agent/claims?wait=10", Map.of("environment", environment));
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
    }

    @Test
    void goesFromStagingToProductionPastItsGate() {
        Two two = new Two();
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
        // What runs there already may be deployed there once more.
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
    }

    /** Of the release's own deployment in staging, though another has followed it there. */
    @Test
    void isProbedAsItWasInStaging() {
        Two two = new Two();
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

    @Test
    void countsAnewAfterTroubleInStaging() {
        Two two = new Two();
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
        scene.deployer
                .put(
                        "/api/v1/deployments/" + staged.path("deploymentId").asText() + "/intervention",
                        Map.of("isNeeded", true, "note", "Orders were lost."))
                .expect(200);
        assertThat(scene.gate("1.0", "").at("/reasons/0/detail").asText()).contains("needed intervention");
        scene.policy(two.policy(0, false));
        assertThat(Scene.codes(scene.gate("1.0", ""))).isEmpty();
        assertThat(Scene.codes(scene.gate("1.1", ""))).containsExactly("not-run-before");
    }

    /** A service's code can write to its worker's log what it likes, with any time, also in the agent's name. */
    @Test
    void believesOnlyTheAgentSinceWhenItRuns() {
        Two two = new Two();
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
        Two two = new Two();
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
        Two two = new Two();
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(two.policy(0, false));
        JsonNode request = scene.deployer
                .post(
                        "/api/v1/deployment-requests",
                        Requests.with(scene.agentRequest("1.0"), "environment", two.staging))
                .expect(201);
        two.agent
                .caller
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
        Two two = new Two();
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
        Two two = new Two();
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
        Two two = new Two();
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

    @Test
    @Tag("long")
    void goesByItselfWhereThePolicySaysSo() {
        Two two = new Two();
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

    /** Or all that ran in staging while the agent was away would be rolled out in turn. */
    @Test
    @Tag("long")
    void endsWhereStagingRunsAnotherReleaseByNow() {
        Two two = new Two();
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

    /** Nobody asks for it, so whoever asked for the deployment that it follows may not approve it, whenever they try. */
    @Test
    @Tag("long")
    void goesByItselfOnlyPastAnotherThanTheOneWhoAskedForStaging() {
        Two two = new Two();
        Scene scene = two.scene;
        Caller alice = REALM.client("deployer", "approver");
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
                .contains("asked for the deployment in " + two.staging);
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
        Two two = new Two();
        Scene scene = two.scene;
        Caller alice = REALM.client("deployer", "approver");
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
        Two two = new Two();
        Scene scene = two.scene;
        scene.keptRelease("1.0");
        scene.policy(Requests.with(two.policy(1, true), "isPromotedAutomatically", true));
        Caller approver = REALM.client("deployer", "approver");
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
        Database.update("""
                update deployment d set is_claimed = true from environment e, service s
                where e.id = d.environment_id and s.id = d.service_id and e.name = ? and s.name = ? and d.actor = ?
                    and d.executor is null""", two.staging, scene.service, alice);
        assertThat(Scene.codes(two.preview().path("automatic")))
                .as("alice recorded it")
                .containsExactlyInAnyOrder("approval-missing", "four-eyes");
    }

    /** Somebody else asks for it, so whoever asked for staging may approve it. */
    @Test
    void mayBeApprovedByWhoAskedForStagingWhereAnotherAsks() {
        Two two = new Two();
        Scene scene = two.scene;
        Caller alice = REALM.client("deployer", "approver");
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
        Two two = new Two();
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
        Two two = new Two();
        two.scene.approver.post(two.path(), Map.of()).expectProblem(403, "forbidden");
        Caller stranger = REALM.client("viewer");
        stranger.post(two.path(), Map.of()).expectProblem(403, "forbidden");
        two.scene.deployer.post("/api/v1/services/no-such/promotions", Map.of()).expectProblem(404, "not-found");
        two.scene.deployer.get("/api/v1/services/no-such/promotions/preview").expectProblem(404, "not-found");
        Answer unknown = two.promote(Map.of("to", "no-such"));
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactly("to");
    }

    private static void remove(JsonNode staged, String archive) {
        Database.update("""
                insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                    recorded_at, archive, operation, workers, is_claimed)
                select gen_random_uuid(), service_id, environment_id, 'console', 'it', now(), now(), 'succeeded', now(), ?,
                    'undeploy', '{worker-1}', false
                from deployment where id = ?::uuid""", archive, staged.path("deploymentId").asText());
    }

    private static void change(String deployment, String values) {
        Database.update("update deployment set " + values + " where id = ?::uuid", deployment);
    }

    private static void awaitState(Scene scene, JsonNode request, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals(state));
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
