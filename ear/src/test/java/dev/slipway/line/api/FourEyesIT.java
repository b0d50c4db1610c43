package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Digest;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nobody approves what they wrote. */
@InTurn
class FourEyesIT {
    private static final String SHA = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
    private static final String EMAIL = Realm.name() + "@example.org";

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void refusesTheApprovalOfTheAuthor() {
        Scene scene = Scene.own(REALM, SCRATCH);
        REALM.admin().setEmail(name(scene.approver), EMAIL);
        release(scene, "1.0", commit("Somebody", EMAIL.toUpperCase(Locale.ROOT)));
        scene.policy(Requests.policy(1, true));
        JsonNode request = RequestIT.request(scene, "1.0");
        assertThat(approve(scene, scene.approver, "1.0")
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .isEqualTo(name(scene.approver) + " wrote commit 1a2b3c4: somebody else has to approve it.");
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("waiting");
        approve(scene, Caller.onThePages(REALM.person("approver")), "1.0").expect(201);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("allowed");
    }

    /** Whoever has its secret may have asked for the deployment, or have written the commits. */
    @Test
    void refusesTheApprovalOfAClient() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.0", commit("Somebody", "somebody@example.org"));
        scene.policy(Requests.policy(1, false));
        Caller client = REALM.client("approver");
        approve(scene, client, "1.0").expect(201);
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
        scene.policy(Requests.policy(1, true));
        JsonNode gate = scene.gate("1.0", "");
        assertThat(Scene.codes(gate)).containsExactly("approval-missing", "four-eyes");
        assertThat(gate.at("/ignored/0/detail").asText()).contains(name(client) + " is not a person");
        assertThat(approve(scene, client, "1.0")
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .isEqualTo(name(client) + " is not a person: somebody else has to approve it.");
        approve(scene, scene.approver, "1.0").expect(201);
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
    }

    /** Before anybody asks for the deployment, and where commits have no addresses. */
    @Test
    void knowsAuthorsByName() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.0", commit(name(scene.approver), null));
        scene.policy(Requests.policy(1, true));
        approve(scene, scene.approver, "1.0").expectProblem(409, "four-eyes");
        scene.policy(Requests.policy(1, false));
        approve(scene, scene.approver, "1.0").expect(201);
        assertThat(scene.gate("1.0", "").path("decision").asText()).isEqualTo("allow");
        scene.policy(Requests.policy(1, true));
        JsonNode gate = scene.gate("1.0", "");
        assertThat(Scene.codes(gate)).containsExactly("approval-missing", "commit-author");
        assertThat(gate.at("/ignored/0/detail").asText())
                .contains(": " + name(scene.approver) + " wrote commit 1a2b3c4");
    }

    /** Each has an entry of the same commit, as of a merge request that was squashed. Who reads sees it once. */
    @Test
    void knowsAllAuthorsOfACommit() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode release = scene.deployer
                .post(
                        "/api/v1/releases",
                        Requests.with(
                                with(scene, "1.0", commit("Somebody", "somebody@example.org")),
                                "commits",
                                List.of(
                                        commit("Somebody", "somebody@example.org"),
                                        commit(name(scene.approver), null))))
                .expect(201);
        assertThat(release.path("commitCount").asInt()).isEqualTo(1);
        assertThat(scene.deployer
                        .get("/api/v1/releases/" + release.path("id").asText() + "/commits")
                        .items("author"))
                .containsExactly("Somebody");
        scene.policy(Requests.policy(1, true));
        approve(scene, scene.approver, "1.0").expectProblem(409, "four-eyes");
        approve(scene, Caller.onThePages(REALM.person("approver")), "1.0").expect(201);
    }

    /** Its account is no person's, and the service names no GitLab project whose word would count. */
    @Test
    void saysThatNobodyKnowsWhoRanThePipeline() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.0", commit("Somebody", "somebody@example.org"));
        scene.policy(Requests.policy(1, true));
        String unknown = "Who ran the pipeline is not known";
        JsonNode request = RequestIT.request(scene, "1.0");
        assertThat(request.at("/reasons/0/detail").asText()).contains(unknown);
        assertThat(scene.gate("1.0", "&actor=alice").at("/reasons/0/detail").asText())
                .doesNotContain(unknown);
        approve(scene, scene.approver, "1.0").expect(201);
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("allowed");
    }

    @Test
    void looksAtAllThatComesWithARelease() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.0", commit("Somebody", "somebody@example.org"));
        scene.deployer
                .post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(scene.service, "1.0"), "environment", scene.environment))
                .expect(201);
        release(scene, "1.1", commit(name(scene.approver), null));
        release(scene, "1.2", commit("Somebody", "somebody@example.org"));
        scene.policy(Requests.policy(1, true));
        approve(scene, scene.approver, "1.2").expectProblem(409, "four-eyes");
        approve(scene, scene.approver, "1.0").expect(201);
    }

    /** What was left out for a hotfix comes with a release that is older than the hotfix and never ran. */
    @Test
    void looksAtAllThatComesWithAReleaseOlderThanTheLiveOne() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.8", commit(name(scene.approver), null));
        release(scene, "1.9", commit("Somebody", "somebody@example.org"));
        runs(scene, "1.9", 2);
        release(scene, "2.0", commit(name(scene.approver), null));
        release(scene, "2.1", commit("Somebody", "somebody@example.org"));
        release(scene, "2.2", commit("Somebody", "somebody@example.org"));
        runs(scene, "2.2", 1);
        scene.policy(Requests.policy(1, true));
        approve(scene, scene.approver, "2.1").expectProblem(409, "four-eyes");
        approve(scene, scene.approver, "1.9").expect(201);
    }

    @Test
    void looksAtAllThatEverCameWhereNothingRan() {
        Scene scene = new Scene(REALM, SCRATCH);
        release(scene, "1.0", commit(name(scene.approver), null));
        release(scene, "1.1", commit("Somebody", "somebody@example.org"));
        scene.policy(Requests.policy(1, true));
        approve(scene, scene.approver, "1.1").expectProblem(409, "four-eyes");
    }

    /** The commits of the next release begin after that of this one, so that it would leave out what it is silent about. */
    @Test
    void refusesTheApprovalOfWhoRecordedAReleaseThatComesWithIt() {
        Scene scene = new Scene(REALM, SCRATCH);
        Caller both = Caller.onThePages(REALM.person("deployer", "approver"));
        both.post("/api/v1/releases", Requests.release(scene.service, "0.9")).expect(201);
        release(scene, "1.0", commit("Somebody", "somebody@example.org"));
        runs(scene, "1.0", 1);
        release(scene, "1.1", commit("Somebody", "somebody@example.org"));
        scene.policy(Requests.policy(1, true));
        assertThat(approve(scene, both, "0.9")
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .isEqualTo(name(both) + " recorded release 0.9: somebody else has to approve it.");
        approve(scene, both, "1.1").expect(201);
        approve(scene, scene.approver, "0.9").expect(201);
    }

    /** A worker shows that a release has begun to run so many hours before what others say. */
    private static void runs(Scene scene, String version, int hours) {
        JsonNode deployment = scene.deployer
                .post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(scene.service, version), "environment", scene.environment))
                .expect(201);
        Database.update(
                "update deployment set workers = '{worker-1}', started_at = started_at - interval '1 hour' * ?,"
                        + " finished_at = finished_at - interval '1 hour' * ? where id = ?::uuid",
                hours,
                hours,
                deployment.path("id").asText());
    }

    @Test
    void takesOnlyAnAddressForOne() {
        Scene scene = new Scene(REALM, SCRATCH);
        for (String wrong : List.of("jane", "jane@example", "jane doe@example.org")) {
            assertThat(scene.deployer
                            .post("/api/v1/releases", with(scene, "1.0", commit("Jane", wrong)))
                            .refused())
                    .containsExactly("commits[0].authorEmail");
        }
        JsonNode release = release(scene, "1.0", commit("Jane", "jane@example.org"));
        assertThat(scene.deployer
                        .get("/api/v1/releases/" + release.path("id").asText() + "/commits")
                        .items("authorEmail"))
                .containsExactly("jane@example.org");
    }

    private static JsonNode release(Scene scene, String version, Map<String, Object> commit) {
        return scene.deployer
                .post("/api/v1/releases", with(scene, version, commit))
                .expect(201);
    }

    private static Map<String, Object> with(Scene scene, String version, Map<String, Object> commit) {
        return Requests.with(
                Requests.with(Requests.release(scene.service, version), "commits", List.of(commit)),
                "artifactDigest",
                Digest.of((scene.service + version).getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> commit(String author, @Nullable String email) {
        Map<String, Object> commit = new LinkedHashMap<>(
                Map.of("sha", SHA, "title", "Change it", "author", author, "committedAt", Requests.STARTED.toString()));
        if (email != null) {
            commit.put("authorEmail", email);
        }
        return commit;
    }

    private static Answer approve(Scene scene, Caller approver, String version) {
        return approver.post("/api/v1/approvals", scene.approval(version, "approved"));
    }

    private static String name(Caller caller) {
        return caller.get("/api/v1/me").expect(200).path("name").asText();
    }
}
