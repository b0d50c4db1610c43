package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitLab's hooks do to what a pipeline recorded. The payloads are those of GitLab's documentation. */
@InTurn
class GitlabHookIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller ADMIN = REALM.client("admin");
    private static final Caller GITLAB = Caller.anonymous();
    private static final String HOOK = "/api/v1/hooks/gitlab";
    private static final String SECRET = Line.running().secret("gitlab-hook-secret");
    private static final String ENVIRONMENT = environment();

    private static final String DEPLOYMENT = """
            {"object_kind": "deployment", "status": "%s", "status_changed_at": "2021-04-28 21:50:00 +0200", "deployment_id": %d,
             "deployable_id": 796, "deployable_url": "http://10.126.0.2:3000/root/test-deployment-webhooks/-/jobs/796",
             "environment": "%s", "environment_tier": "staging", "environment_slug": "staging",
             "environment_external_url": "https://staging.example.com",
             "project": {"id": 30, "name": "test-deployment-webhooks", "description": "", "avatar_url": null, "visibility_level": 0,
              "web_url": "http://10.126.0.2:3000/root/test-deployment-webhooks", "ci_config_path": ""},
             "short_sha": "%.8s",
             "user": {"id": 1, "name": "Administrator", "username": "root", "email": "admin@example.com"},
             "user_url": "http://10.126.0.2:3000/root",
             "commit_url": "http://10.126.0.2:3000/root/test-deployment-webhooks/commit/%4$s", "commit_title": "Add new file"}
            """;

    private static final String PIPELINE = """
            {"object_kind": "pipeline",
             "object_attributes": {"id": %d, "iid": 3, "name": "Pipeline for branch: master", "ref": "master", "tag": false, "sha": "%s",
              "before_sha": "0000000000000000000000000000000000000000", "source": "push", "status": "success",
              "detailed_status": "passed", "stages": ["build", "test", "deploy"], "variables": [{"key": "TOKEN", "value": "a-canary"}], "created_at": "2016-08-12 15:23:28 UTC",
              "finished_at": "2016-08-12 15:26:29 UTC", "duration": 63, "url": "http://example.com/gitlab-org/gitlab-test/-/pipelines/31"},
             "user": {"id": 1, "name": "Administrator", "username": "root"},
             "project": {"id": 1, "name": "Gitlab Test", "web_url": "http://192.168.64.1:3005/gitlab-org/gitlab-test"},
             "commit": {"id": "bcbb5ec396a2c0f828686f14fac9b80b780504f2", "message": "test"},
             "builds": [
              {"id": 376, "stage": "build", "name": "build-image", "status": "success", "created_at": "2016-08-12 15:23:28 UTC",
               "started_at": "2016-08-12 15:24:56 UTC", "finished_at": "2016-08-12 15:25:26 UTC", "environment": null},
              {"id": 380, "stage": "deploy", "name": "production", "status": "success", "created_at": "2016-08-12 15:23:28 UTC",
               "started_at": "2016-08-12 15:25:30 UTC", "finished_at": "2016-08-12 15:26:29 UTC",
               "user": {"id": 1, "name": "Administrator", "username": "root"},
               "environment": {"name": "%s", "action": "start", "deployment_tier": "production"}},
              {"id": 381, "stage": "deploy", "name": "later", "status": "manual", "started_at": null,
               "environment": {"name": "%3$s", "action": "start"}}]}
            """;

    private static final String WAITING = "update confirmation set deployment_id = null where ? like commit_sha || '%'";
    private static final String TAKEN =
            "update confirmation set deployment_id = ?::uuid where ? like commit_sha || '%' and deployment_id is null";

    private String commit = "";
    private String service = "";

    @BeforeEach
    void commitSomething() {
        commit = "%040x".formatted(new BigInteger(160, ThreadLocalRandom.current()));
        service = SCRATCH.service(ADMIN);
        ADMIN.post("/api/v1/releases", Requests.with(Requests.release(service, "1.0"), "commit", commit))
                .expect(201);
    }

    @Test
    void confirmADeploymentAndNeverDoubleIt() {
        String id = deploy();
        heard(deployment("success", 15));
        heard(pipeline(31));
        JsonNode said = confirmations(id).expect(200).path("items");
        assertThat(said).hasSize(2);
        assertThat(said.get(0).path("source").asText()).isEqualTo("gitlab");
        assertThat(said.get(0).path("url").asText())
                .isEqualTo("http://10.126.0.2:3000/root/test-deployment-webhooks/-/jobs/796");
        assertThat(said.get(0).path("person").asText()).isEqualTo("root");
        assertThat(said.get(0).path("status").asText()).isEqualTo("success");
        assertThat(said.get(0).path("at").asText()).isEqualTo("2021-04-28T19:50:00Z");
        assertThat(said.get(1).path("url").asText())
                .isEqualTo("http://example.com/gitlab-org/gitlab-test/-/pipelines/31");
        assertThat(said.get(1).path("at").asText()).isEqualTo("2016-08-12T15:26:29Z");
        assertThat(deployments()).containsExactly(id);
    }

    @Test
    void leaveNoVariableOfAPipelineOnRecord() {
        String id = deploy();
        heard(pipeline(31));
        List<String> kept = Database.texts(
                "select string_agg(payload::text, '') from event where source = 'gitlab' and deployment_id = ?::uuid",
                id);
        assertThat(kept.get(0)).contains(commit).doesNotContain("a-canary");
    }

    @Test
    void waitForTheRecordWhenTheyComeFirst() {
        heard(deployment("running", 15));
        heard(pipeline(31));
        assertThat(deployments()).isEmpty();
        String id = deploy();
        assertThat(confirmations(id).items("status")).containsExactly("running", "success");
        heard(deployment("success", 15));
        assertThat(confirmations(id).items("status")).containsExactly("success", "success");
    }

    @Test
    void moveForwardOnly() {
        String id = deploy();
        for (String status : List.of("created", "running", "success", "running", "created", "failed")) {
            heard(deployment(status, 15));
        }
        assertThat(confirmations(id).items("status")).containsExactly("success");
    }

    /** A job that is run again is another one of the same pipeline; what is heard late of the first one changes nothing. */
    @Test
    void tellOfAJobThatWasRunAgain() {
        String failed = pipeline(31)
                .replace(
                        "\"name\": \"production\", \"status\": \"success\"",
                        "\"name\": \"production\", \"status\": \"failed\"");
        String again = pipeline(31)
                .replace("\"id\": 380", "\"id\": 390")
                .replace("2016-08-12 15:25:30", "2016-08-12 15:31:00")
                .replace("2016-08-12 15:26:29", "2016-08-12 15:32:00");
        String first = deploy();
        heard(failed);
        assertThat(confirmations(first).items("status")).containsExactly("failed");
        heard(again);
        heard(failed.replace("\"duration\": 63", "\"duration\": 64"));
        assertThat(confirmations(first).items("status")).containsExactly("success");
    }

    @Test
    void tellTheDeploymentsOfOneCommitApart() {
        String first = deploy();
        heard(deployment("success", 15));
        String second = deploy();
        heard(deployment("failed", 16));
        assertThat(confirmations(first).items("status")).containsExactly("success");
        assertThat(confirmations(second).items("status")).containsExactly("failed");
        assertThat(deployments()).hasSize(2);
    }

    /** A job that is run again a day later is not of the deployment of the day before, nor the other way round. */
    @Test
    void areNotOfADeploymentLongBefore() {
        String id = deploy();
        String tomorrow = Requests.STARTED.plus(Duration.ofDays(1)).toString();
        heard(deployment("success", 15).replace("2021-04-28 21:50:00 +0200", tomorrow));
        assertThat(confirmations(id).items("status")).isEmpty();
        assertThat(confirmations(deploy()).items("status")).isEmpty();
    }

    @Test
    void areForgottenWhereNothingWasRecordedForNinetyDays() {
        heard(deployment("success", 15));
        heard(deployment("success", 16));
        String count = "select count(*) from confirmation where commit_sha = ?";
        assertThat(Database.texts(count, commit)).containsExactly("2");
        // Identities begin with the time, in milliseconds.
        Database.update(
                "update confirmation set id = '00000000-0000-7000-8000-000000000000' where subject = ?",
                "deployment:30:%d:%s".formatted(15 + number(), ENVIRONMENT));
        heard(deployment("success", 17));
        assertThat(Database.texts(count, commit)).containsExactly("2");
    }

    @Test
    void areHeardOnceUnderOneId() {
        String id = deploy();
        String event = UUID.randomUUID().toString();
        for (String header : List.of("X-Gitlab-Event-UUID", "Idempotency-Key")) {
            hook("Deployment Hook", deployment("running", 15), SECRET, header, event);
            hook("Deployment Hook", deployment("success", 15), SECRET, header, event);
            assertThat(confirmations(id).items("status")).containsExactly("running");
        }
    }

    @Test
    void areHeardInAnyOrderAndAtOnce() {
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    if (i == 10) {
                        deploy();
                    }
                    return hook("Deployment Hook", deployment(i % 2 == 0 ? "running" : "success", 15), SECRET);
                }))
                .toList();
        answers.forEach(answer -> assertThat(Caller.join(answer).status()).isEqualTo(204));
        assertThat(deployments()).hasSize(1);
        assertThat(confirmations(deployments().get(0)).items("status")).containsExactly("success");
    }

    /** Both find the same report waiting, and the second waits for the first to be recorded. */
    @Test
    void stayWithTheFirstOfTwoDeploymentsRecordedAtOnce() throws SQLException {
        String first = deploy();
        heard(deployment("success", 15));
        Database.update(WAITING, commit);
        try (Connection recording = Line.running().database()) {
            recording.setAutoCommit(false);
            Database.execute(recording, TAKEN, first, commit);
            CompletableFuture<String> second = CompletableFuture.supplyAsync(this::deploy);
            Database.awaitWaiter(recording);
            recording.commit();
            assertThat(confirmations(Caller.join(second)).items("status")).isEmpty();
        }
        assertThat(confirmations(first).items("status")).containsExactly("success");
    }

    @Test
    void areNotTakenForAnotherPlaceOrCommit() {
        String id = deploy();
        heard(deployment("success", 15).replace(ENVIRONMENT, "elsewhere"));
        heard(deployment("success", 16).replace(commit, "f".repeat(40)).replace(commit.substring(0, 8), "ffffffff"));
        assertThat(confirmations(id).items("status")).isEmpty();
    }

    @Test
    void areOfAServiceOfTheirProject() {
        setProject(service, 31);
        heard(deployment("success", 15));
        String id = deploy();
        heard(deployment("success", 16));
        assertThat(confirmations(id).items("status")).isEmpty();
        setProject(service, 30);
        heard(deployment("failed", 17));
        assertThat(confirmations(id).items("status")).containsExactly("failed");
    }

    /** GitLab does not say which: both deploy from one project, into what is one environment there. */
    @Test
    void areNotTakenForAnotherServiceOfTheSameCommit() {
        String shop = deploy();
        String other = SCRATCH.service(ADMIN);
        ADMIN.post("/api/v1/releases", Requests.with(Requests.release(other, "1.0"), "commit", commit))
                .expect(201);
        String cart = deploy(other);
        heard(deployment("failed", 15));
        heard(pipeline(31));
        String again = deploy();
        for (String id : List.of(shop, cart, again)) {
            assertThat(confirmations(id).items("status")).isEmpty();
        }
        setProject(other, 31);
        heard(deployment("success", 16));
        assertThat(confirmations(cart).items("status")).isEmpty();
        assertThat(confirmations(deploy()).items("status"))
                .as("of what was heard before, too")
                .contains("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", " ", "%s0"})
    void areRefusedWithoutTheSecret(String token) {
        Answer refused = hook("Deployment Hook", deployment("success", 15), token.formatted(SECRET));
        refused.expectProblem(401, "unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        GITLAB.postText(HOOK, "{}", "Content-Type", "application/json").expectProblem(401, "unauthenticated");
    }

    @Test
    void changeNothingWhenTheyAreAboutSomethingElse() {
        for (String payload : List.of("{}", deployment("success", 15), "{\"object_kind\":\"push\"}")) {
            assertThat(hook("Push Hook", payload, SECRET).status()).isEqualTo(204);
        }
        assertThat(hook("Deployment Hook", "{\"status\":{},\"environment\":[]}", SECRET)
                        .status())
                .isEqualTo(204);
        assertThat(hook("Pipeline Hook", "{\"builds\":[null,1,{}]}", SECRET).status())
                .isEqualTo(204);
    }

    @Test
    void areRefusedWhenTheyAreNoJson() {
        for (String payload : List.of("", "[", "[]", "null", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}")) {
            hook("Deployment Hook", payload, SECRET).expectProblem(400, "malformed-json");
        }
        hook("Deployment Hook", "{\"a\":\"" + "a".repeat(1 << 20) + "\"}", SECRET)
                .expectProblem(413, "content-too-large");
    }

    @Test
    void areHeardWhereACommitSpeaksOfANullCharacter() {
        String id = deploy();
        heard(deployment("success", 15).replace("Add new file", "Strip \\\\u0000"));
        assertThat(confirmations(id).items("status")).containsExactly("success");
    }

    @Test
    void keepNoAddressThatAPageMayNotLinkTo() {
        String id = deploy();
        heard(deployment("success", 15)
                .replace("http://10.126.0.2:3000/root/test-deployment-webhooks/-/jobs/796", "javascript:alert(1)"));
        assertThat(confirmations(id).expect(200).at("/items/0").has("url")).isFalse();
    }

    private String deployment(String status, int id) {
        return DEPLOYMENT.formatted(status, id + number(), ENVIRONMENT, commit);
    }

    private String pipeline(int id) {
        return PIPELINE.formatted(id + number(), commit, ENVIRONMENT);
    }

    /** GitLab counts on; so does each test from a number of its own. */
    private int number() {
        return Integer.parseInt(commit.substring(0, 6), 16) * 100;
    }

    private static void heard(String payload) {
        String event = payload.contains("\"pipeline\"") ? "Pipeline Hook" : "Deployment Hook";
        assertThat(hook(event, payload, SECRET).status()).isEqualTo(204);
    }

    private static Answer hook(String event, String payload, String token, String... headers) {
        String[] all = new String[6 + headers.length];
        System.arraycopy(
                new String[] {"Content-Type", "application/json", "X-Gitlab-Event", event, "X-Gitlab-Token", token},
                0,
                all,
                0,
                6);
        System.arraycopy(headers, 0, all, 6, headers.length);
        return GITLAB.postText(HOOK, payload, all);
    }

    private static void setProject(String service, int number) {
        Database.update(
                "update service set gitlab_project = ?, gitlab_issuer = 'https://gitlab.example.org' where name = ?",
                number,
                service);
    }

    private String deploy() {
        return deploy(service);
    }

    private static String deploy(String service) {
        return ADMIN.post(
                        "/api/v1/deployments",
                        Requests.with(Requests.deployment(service, "1.0"), "environment", ENVIRONMENT))
                .expect(201)
                .path("id")
                .asText();
    }

    private List<String> deployments() {
        return ADMIN.get("/api/v1/deployments?service=" + service).items("id");
    }

    private static Answer confirmations(String id) {
        return ADMIN.get("/api/v1/deployments/" + id + "/confirmations");
    }

    private static String environment() {
        String name = SCRATCH.name();
        ADMIN.post("/api/v1/environments", Requests.environment(name)).expect(201);
        return name;
    }
}
