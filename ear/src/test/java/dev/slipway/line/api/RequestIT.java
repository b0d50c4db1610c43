package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment waits for the gate, and moves on once. */
@InTurn
class RequestIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String PATH = "/api/v1/deployment-requests";
    private static final String WAITING = "/steps?state=waiting&wait=30";
    private static final int MANY = 50;

    /** As many as may wait at a worker of one client. */
    private static final int PLACES = 24;

    @Test
    void isAllowedAtOnceAndDoneWithItsDeployment() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode request = request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        assertThat(request.has("decidedAt")).isTrue();
        scene.deployer.post(PATH, scene.request("1.0")).expectProblem(409, "request-exists");
        JsonNode deployment = deploy(scene, "1.0", request, "failed").expect(201);
        JsonNode done = show(scene, request);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("deploymentId")).isEqualTo(deployment.path("id"));
        // The next one is free again.
        assertThat(request(scene, "1.0").path("id")).isNotEqualTo(request.path("id"));
    }

    @Test
    void isRefusedAtOnceForWhatNoWaitingMends() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(0, false, "tests"));
        JsonNode request = request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("refused");
        assertThat(Scene.codes(request)).containsExactly("evidence-missing");
        withdraw(scene, request).expectProblem(409, "request-closed");
    }

    @Test
    void movesOnWithAnApprovalWhileAClientWaits() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode request = request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(Scene.codes(request)).containsExactly("approval-missing");
        CompletableFuture<Answer> waiting = scene.deployer.getAsync(address(request) + WAITING);
        await().during(Duration.ofMillis(500)).until(() -> !waiting.isDone());
        Instant approved = Instant.now();
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        assertThat(Caller.join(waiting).expect(200).path("state").asText()).isEqualTo("allowed");
        assertThat(Duration.between(approved, Instant.now())).isLessThan(Duration.ofSeconds(25));
        JsonNode allowed = show(scene, request);
        assertThat(allowed.path("state").asText()).isEqualTo("allowed");
        assertThat(allowed.path("approvals")).hasSize(1);
        assertThat(allowed.path("reasons")).isEmpty();
    }

    @Test
    void letsOneClientWaitOnlySoOften() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode request = request(scene, "1.0");
        Caller client = REALM.client("viewer").at("worker-1");
        client.get("/api/v1/me").expect(200);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            // While httpd finds the worker failing, the other one has places for some.
            List<CompletableFuture<Answer>> asked = IntStream.range(0, 2 * PLACES + 1)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.get(address(request) + WAITING), threads))
                    .toList();
            Answer refused = (Answer) Caller.join(CompletableFuture.anyOf(asked.toArray(CompletableFuture[]::new)));
            refused.expectProblem(429, "too-many-connections");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
            scene.approver
                    .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                    .expect(201);
            assertThat(asked)
                    .extracting(answer -> Caller.join(answer).status())
                    .containsOnly(200, 429)
                    .filteredOn(status -> status == 200)
                    .hasSizeGreaterThanOrEqualTo(PLACES);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void answersAfterTheTimeThatAClientWants() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, false));
        JsonNode request = request(scene, "1.0");
        Instant asked = Instant.now();
        JsonNode shown = scene.deployer
                .get(PATH + "/" + request.path("id").asText() + "?wait=2")
                .expect(200);
        assertThat(shown.path("state").asText()).isEqualTo("waiting");
        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(20));
    }

    @Test
    void isRefusedByAnApproverWithTheReason() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(2, false));
        JsonNode request = request(scene, "1.0");
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "refused"))
                .expect(201);
        JsonNode refused = show(scene, request);
        assertThat(refused.path("state").asText()).isEqualTo("refused");
        assertThat(refused.at("/reasons/0/detail").asText()).contains("Because");
    }

    @Test
    void isNotApprovedByTheOneWhoAsks() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode request = scene.admin.post(PATH, scene.request("1.0")).expect(201);
        assertThat(scene.admin
                        .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                        .expectProblem(409, "four-eyes")
                        .path("detail")
                        .asText())
                .contains("requests the deployment");
        assertThat(scene.deployer
                        .get("/api/v1/approvals?service=" + scene.service)
                        .items("id"))
                .isEmpty();
        assertThat(show(scene, request).path("state").asText()).isEqualTo("waiting");
        scene.admin.post("/api/v1/approvals", scene.approval("1.0", "refused")).expect(201);
        assertThat(show(scene, request).path("state").asText()).isEqualTo("refused");
    }

    @Test
    void movesOnWhenTheFreezeIsOver() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.with(
                Requests.policy(0, false),
                "freezes",
                List.of(Map.of(
                        "name", "Always", "zone", "UTC", "from", "2020-01-01T00:00", "until", "2190-01-01T00:00"))));
        JsonNode request = request(scene, "1.0");
        assertThat(Scene.codes(request)).containsExactly("frozen");
        scene.policy(Requests.policy(0, false));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> show(scene, request).path("state").asText().equals("allowed"));
    }

    @Test
    void isWithdrawnByAnyDeployer() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        JsonNode request = request(scene, "1.0");
        JsonNode withdrawn = withdraw(scene, request).expect(200);
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/reasons/0/detail").asText()).contains("Later");
        withdraw(scene, request).expectProblem(409, "request-closed");
        assertThat(request(scene, "1.0").path("state").asText()).isEqualTo("allowed");
    }

    @Test
    void isAskedForOnceByMany() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        List<Answer> answers = Scene.atOnce(MANY, i -> scene.deployer.postAsync(PATH, scene.request("1.0")));
        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSize(1);
        String id = made.get(0).json().path("id").asText();
        answers.stream()
                .filter(answer -> answer.status() != 201)
                .forEach(answer -> assertThat(answer.expectProblem(409, "request-exists")
                                .path("detail")
                                .asText())
                        .contains(id));
        assertThat(scene.deployer.get(PATH + "?service=" + scene.service).items("id"))
                .containsExactly(id);
    }

    @Test
    void isDecidedOnceByManyApprovals() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(5, false));
        JsonNode request = request(scene, "1.0");
        List<Caller> approvers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            approvers.add(REALM.client("approver"));
        }
        approvers.forEach(Caller::token);
        Scene.atOnce(
                        2 * approvers.size(),
                        i -> approvers
                                .get(i % approvers.size())
                                .postAsync("/api/v1/approvals", scene.approval("1.0", "approved")))
                .forEach(answer -> answer.expect(201));
        JsonNode allowed = show(scene, request);
        assertThat(allowed.path("state").asText()).isEqualTo("allowed");
        assertThat(allowed.path("approvals")).hasSize(10);
        Instant decided = Instant.parse(allowed.path("decidedAt").asText());
        // It was the fifth approver that decided, and nothing after.
        Set<String> before = new HashSet<>();
        scene.deployer
                .get("/api/v1/approvals?limit=100&service=" + scene.service)
                .expect(200)
                .path("items")
                .forEach(approval -> {
                    if (!Instant.parse(approval.path("decidedAt").asText()).isAfter(decided)) {
                        before.add(approval.path("approver").asText());
                    }
                });
        assertThat(before).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void isMeantForItsOwnDeployment() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.release("2.0");
        JsonNode request = request(scene, "1.0");
        Answer refused = deploy(scene, "2.0", request, "succeeded");
        refused.expectProblem(422, "unknown-reference");
        assertThat(refused.refused()).containsExactly("requestId");
        assertThat(show(scene, request).path("state").asText()).isEqualTo("allowed");
    }

    /** Its result says what came back; somebody else's word would leave workers with a configuration that failed. */
    @Test
    void isEndedByTheAgentThatCarriesItOut() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.keptRelease("1.0");
        JsonNode request = scene.deployer.post(PATH, scene.agentRequest("1.0")).expect(201);
        TestAgent agent = scene.agent(REALM);
        agent.claim(0).expect(200);
        Answer refused = deploy(scene, "1.0", request, "succeeded");
        refused.expectProblem(409, "request-closed");
        assertThat(refused.refused()).containsExactly("requestId");
        agent.report(request, TestAgent.result("failed")).expect(200);
        JsonNode done = show(scene, request);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("outcome").asText()).isEqualTo("failed");
    }

    @Test
    void isFoundByEachFilterAndUnderItsKey() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        String key = UUID.randomUUID().toString();
        JsonNode made = scene.deployer
                .post(PATH, scene.request("1.0"), "Idempotency-Key", key)
                .expect(201);
        assertThat(scene.deployer
                        .post(PATH, scene.request("1.0"), "Idempotency-Key", key)
                        .expect(201))
                .isEqualTo(made);
        // The key stands for what it made, not for what it was.
        withdraw(scene, made).expect(200);
        JsonNode again = scene.deployer
                .post(PATH, scene.request("1.0"), "Idempotency-Key", key)
                .expect(201);
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(again.path("state").asText()).isEqualTo("withdrawn");
        String of = PATH + "?service=" + scene.service;
        String id = made.path("id").asText();
        assertThat(scene.deployer.get(of + "&state=withdrawn").items("id")).containsExactly(id);
        assertThat(scene.deployer.get(of + "&state=waiting").items("id")).isEmpty();
        assertThat(scene.deployer.get(of + "&version=1.0").items("id")).containsExactly(id);
        assertThat(scene.deployer.get(of + "&version=1").items("id")).isEmpty();
        assertThat(scene.deployer
                        .get(PATH + "?environment=" + scene.environment)
                        .items("id"))
                .containsExactly(id);
    }

    @Test
    void tellsWhichReleasesWereToGoIntoAnEnvironment() {
        Scene scene = new Scene(REALM, SCRATCH);
        String requested = scene.release("1.0").path("id").asText();
        scene.release("2.0");
        request(scene, "1.0");
        String of = "/api/v1/releases?service=" + scene.service + "&environment=";
        assertThat(scene.deployer.get(of + scene.environment).items("id")).containsExactly(requested);
        assertThat(scene.deployer.get(of + "production").items("id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "-1", "1.5", "x"})
    void refusesToWaitForSo(String seconds) {
        Answer refused = REALM.client("viewer").get(PATH + "/" + new UUID(0, 0) + "?wait=" + seconds);
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly("wait");
    }

    @Test
    void isForDeployers() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.approver.post(PATH, scene.request("1.0")).expectProblem(403, "forbidden");
        scene.deployer.get(PATH + "/" + new UUID(0, 0) + "?wait=1").expectProblem(404, "not-found");
        scene.deployer.post(PATH, scene.request("9.9")).expectProblem(422, "unknown-reference");
    }

    @Test
    void showsWhatChangesWithADeployment() {
        Scene scene = new Scene(REALM, SCRATCH);
        String source = "https://gitlab.example.org/team/shop/-/tree/main";
        for (int i = 1; i <= 3; i++) {
            scene.deployer
                    .post(
                            "/api/v1/releases",
                            Requests.with(
                                    Requests.with(Requests.release(scene.service, i + ".0"), "sourceUrl", source),
                                    "commits",
                                    List.of(commit("aaaaaa" + i), commit("bbbbbbb"))))
                    .expect(201);
        }
        JsonNode first = deploy(scene, "1.0", null, "succeeded").expect(201);
        JsonNode second = deploy(scene, "3.0", null, "succeeded").expect(201);
        String release = "/api/v1/releases/" + first.path("releaseId").asText();
        assertThat(scene.deployer.get(release + "/commits").expect(200).findValuesAsText("sha"))
                .containsExactly("aaaaaa1", "bbbbbbb");
        JsonNode initial = changes(scene, first);
        assertThat(initial.has("from")).isFalse();
        assertThat(initial.path("commits")).hasSize(2);
        JsonNode changes = changes(scene, second);
        assertThat(changes.at("/from/version").asText()).isEqualTo("1.0");
        assertThat(changes.at("/to/version").asText()).isEqualTo("3.0");
        assertThat(changes.path("commits").findValuesAsText("sha")).containsExactly("aaaaaa3", "bbbbbbb", "aaaaaa2");
        assertThat(changes.path("isComplete").asBoolean()).isTrue();
        assertThat(changes.path("compareUrl").asText())
                .isEqualTo(
                        "https://gitlab.example.org/team/shop/-/compare/" + Requests.COMMIT + "..." + Requests.COMMIT);
        JsonNode back = changes(scene, deploy(scene, "1.0", null, "succeeded").expect(201));
        assertThat(back.path("isRollback").asBoolean()).isTrue();
        assertThat(back.path("commits")).hasSize(3);
        scene.release("4.0");
        assertThat(changes(scene, deploy(scene, "4.0", null, "succeeded").expect(201))
                        .path("isComplete")
                        .asBoolean())
                .isFalse();
    }

    /** What approvers are is decided when the gate is asked, also where nobody tells the ledger. */
    @Test
    void waitsForAsLongAsItsApproverIsNone() {
        Scene scene = Scene.own(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.policy(1, true));
        JsonNode approval = scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        String approver = REALM.admin().user(approval.path("approver").asText());
        REALM.admin().revoke(approver, "approver");

        JsonNode request = request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(Scene.codes(request)).containsExactly("approval-missing", "not-an-approver");
        assertThat(request.at("/reasons/1/approver")).isEqualTo(approval.path("approver"));
        JsonNode gate = scene.gate("1.0", "");
        assertThat(gate.path("decision").asText()).isEqualTo("wait");
        assertThat(gate.path("approvals").path(0).path("id")).isEqualTo(approval.path("id"));
        assertThat(gate.path("ignored").path(0).path("approvalId")).isEqualTo(approval.path("id"));
        assertThat(gate.at("/ignored/0/detail").asText())
                .contains(approval.path("approver").asText(), "no longer has the role approver");

        REALM.admin().grant(approver, "approver");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> show(scene, request).path("state").asText().equals("allowed"));
    }

    @Test
    void waitsAgainWhenTheTimeOfItsApprovalIsOver() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        scene.policy(Requests.with(Requests.policy(1, false), "approvalsHold", "P3D"));
        JsonNode approval = scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        JsonNode request = request(scene, "1.0");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        Database.update(
                "update approval set decided_at = decided_at - interval '4 days' where id = ?::uuid",
                approval.path("id").asText());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Scene.codes(show(scene, request)))
                        .containsExactly("approval-missing", "approval-expired"));
        assertThat(show(scene, request).path("state").asText()).isEqualTo("waiting");
    }

    private static Map<String, Object> commit(String sha) {
        return Map.of("sha", sha, "title", "Change " + sha, "committedAt", "2026-11-20T10:00:00Z");
    }

    private static JsonNode changes(Scene scene, JsonNode deployment) {
        return scene.deployer
                .get("/api/v1/deployments/" + deployment.path("id").asText() + "/changes")
                .expect(200);
    }

    static String address(JsonNode request) {
        return PATH + "/" + request.path("id").asText();
    }

    static JsonNode request(Scene scene, String version) {
        return scene.deployer.post(PATH, scene.request(version)).expect(201);
    }

    static JsonNode show(Scene scene, JsonNode request) {
        return scene.deployer.get(PATH + "/" + request.path("id").asText()).expect(200);
    }

    private static Answer withdraw(Scene scene, JsonNode request) {
        return REALM.client("deployer")
                .post(PATH + "/" + request.path("id").asText() + "/withdrawal", Map.of("comment", "Later"));
    }

    static Answer deploy(Scene scene, String version, @Nullable JsonNode request, String outcome) {
        Map<String, Object> deployment = Requests.with(
                Requests.with(Requests.deployment(scene.service, version), "environment", scene.environment),
                "outcome",
                outcome);
        return scene.deployer.post(
                "/api/v1/deployments",
                request == null
                        ? deployment
                        : Requests.with(
                                deployment, "requestId", request.path("id").asText()));
    }
}
