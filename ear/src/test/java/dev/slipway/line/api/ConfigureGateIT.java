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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of configuration asks the gate where the policy says so: for approvals that name it, freezes and windows. */
@InTurn
class ConfigureGateIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String APPROVALS = "/api/v1/approvals";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Scene scene = new Scene(REALM, SCRATCH);
    private final TestAgent agent = scene.agent(REALM);
    private final String path =
            "/api/v1/services/" + scene.service + "/environments/" + scene.environment + "/configuration";
    private final Map<String, Object> gated = Requests.with(Requests.policy(1, true), "isConfigurationGated", true);

    @BeforeEach
    void deploy() {
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        deploy("1.0");
    }

    private void deploy(String version) {
        scene.keptRelease(version);
        JsonNode request = scene.deployer
                .post("/api/v1/deployment-requests", scene.agentRequest(version))
                .expect(201);
        agent.claim(0).expect(200);
        agent.report(request, TestAgent.result("succeeded")).expect(200);
    }

    @Test
    void waitsForAnApprovalThatNamesIt() {
        scene.policy(gated);
        say("approved");
        JsonNode request = set("A", "1");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(Scene.codes(request))
                .as("what was said of the release before")
                .containsExactly("approval-missing");
        assertThat(request.at("/reasons/0/detail").asText()).isNotBlank();
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertThat(version()).isZero();
        say("approved");
        JsonNode waiting = RequestIT.show(scene, request);
        assertThat(waiting.path("state").asText())
                .as("after another approval of the release")
                .isEqualTo("waiting");
        assertThat(waiting.path("approvals")).isEmpty();
        approve(request);
        assertThat(RequestIT.show(scene, request).at("/approvals/0/requestId")).isEqualTo(request.path("id"));
        assertThat(scene.gate("1.0", "").path("approvals")).hasSize(1);
        carryOut(request);
        assertThat(version()).isEqualTo(1);
        assertThat(Database.texts(
                        "select distinct answer ->> 'configurationVersion' from gate_decision where request_id = ?::uuid",
                        request.path("id").asText()))
                .as("of the decisions, which are in the audit chain")
                .containsExactly("1");
        scene.deployer.get(RequestIT.address(request) + "/verification-summary").expectProblem(404, "not-found");

        scene.policy(Requests.policy(1, true));
        carryOut(set("A", "2"));
        assertThat(version()).as("where the policy does not ask for it").isEqualTo(2);
    }

    /** Whoever approves a change that was replaced in the meantime has not seen the new one. */
    @Test
    void isNotApprovedByAVerdictOnAnotherChange() {
        scene.policy(gated);
        JsonNode replaced = set("A", "1");
        JsonNode request = set("A", "2");
        assertThat(scene.approver
                        .post(APPROVALS, approval(replaced))
                        .expectProblem(409, "request-closed")
                        .path("detail")
                        .asText())
                .startsWith("This configuration change is withdrawn already.");
        assertThat(RequestIT.show(scene, request).path("state").asText()).isEqualTo("waiting");
        JsonNode deployment = scene.deployer
                .post("/api/v1/deployment-requests", scene.agentRequest("1.0"))
                .expect(201);
        Answer unknown = scene.approver.post(APPROVALS, approval(deployment));
        unknown.expectProblem(422, "unknown-reference");
        assertThat(unknown.refused()).containsExactly("requestId");

        approve(request);
        say("refused");
        assertThat(RequestIT.show(scene, request).path("state").asText())
                .as("the release alone was refused")
                .isEqualTo("allowed");
        assertThat(RequestIT.show(scene, deployment).path("state").asText()).isEqualTo("refused");
        carryOut(request);
    }

    @Test
    void waitsForTheEndOfAFreeze() {
        scene.policy(gated);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        String freezes = "/api/v1/environments/" + scene.environment + "/freezes";
        scene.admin
                .post(
                        freezes,
                        Map.of(
                                "name",
                                "Fair",
                                "zone",
                                "UTC",
                                "from",
                                now.minusHours(1).toString(),
                                "until",
                                now.plusHours(2).toString()))
                .expect(200);
        JsonNode request = set("A", "1");
        assertThat(Scene.codes(request)).containsExactlyInAnyOrder("approval-missing", "frozen");
        approve(request);
        await().atMost(SOON)
                .until(() -> Scene.codes(RequestIT.show(scene, request)).equals(List.of("frozen")));
        assertThat(RequestIT.show(scene, request).at("/reasons/0/detail").asText())
                .contains("Fair");
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertThat(scene.admin.delete(freezes + "/Fair").status()).isBetween(200, 204);
        carryOut(request);
    }

    @Test
    void waitsForAWindow() {
        Map<String, Object> open = Requests.with(Requests.policy(0, false), "isConfigurationGated", true);
        String day = LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek().toString();
        scene.policy(Requests.with(
                open,
                "windows",
                List.of(Map.of(
                        "name", "Change", "zone", "UTC", "days", List.of(day), "from", "09:00", "until", "10:00"))));
        JsonNode request = set("A", "1");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(Scene.codes(request)).containsExactly("outside-window");
        assertThat(request.at("/reasons/0/detail").asText()).contains("Change");
        scene.policy(open);
        carryOut(request);
    }

    @Test
    void showsAllThatComesIntoForce() {
        scene.policy(gated);
        set("A", "1");
        JsonNode changed =
                scene.deployer.patch(path, Map.of("set", Map.of("B", "2"))).expect(200);
        JsonNode pending = scene.approver.get(path).expect(200).path("pending");
        assertThat(pending.path("requestId")).isEqualTo(changed.at("/request/id"));
        JsonNode made = scene.approver.get(path + "/history").expect(200).at("/items/0");
        for (JsonNode changes : List.of(changed.path("changes"), pending.path("changes"), made.path("changes"))) {
            assertThat(changes.toString()).isEqualTo("[\"A: none → 1\",\"B: none → 2\"]");
        }
    }

    /** Each change takes over those that are open. */
    @Test
    void isApprovedByNobodyWhoseChangeItTookOver() {
        scene.policy(gated);
        Caller both = Caller.onThePages(REALM.person("deployer", "approver"));
        set(both, "A", "1");
        set("B", "2");
        JsonNode last = set("C", "3");
        both.post(APPROVALS, approval(last)).expectProblem(409, "four-eyes");
        scene.deployer.post(RequestIT.address(last) + "/withdrawal", Map.of()).expect(200);

        JsonNode without = set("D", "4");
        // Withdrawn at the very time at which the next one was made.
        Database.update(
                "update deployment_request w set decided_at = q.requested_at from deployment_request q"
                        + " where w.id = ?::uuid and q.id = ?::uuid",
                last.path("id").asText(),
                without.path("id").asText());
        both.post(APPROVALS, approval(without)).expect(201);
        carryOut(without);
    }

    @Test
    void asksAlsoWhileTheServiceDoesNotRun() {
        scene.policy(gated);
        undeploy();
        JsonNode request = set("A", "1");
        assertThat(request.path("state").asText()).isEqualTo("waiting");
        assertThat(version()).isZero();
        approve(request);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertThat(RequestIT.show(scene, request).at("/reasons/0/detail").asText())
                .contains("takes effect with the next deployment");
        assertThat(version()).isEqualTo(1);
        scene.policy(Requests.with(Requests.policy(0, false), "isConfigurationGated", true));
        Map<String, Object> change = Map.of("set", Map.of("A", "2"));
        for (String call : List.of("the gate allows it", "the call is repeated")) {
            assertThat(scene.deployer
                            .patch(path, change, "Idempotency-Key", scene.service)
                            .expect(200)
                            .path("request")
                            .has("state"))
                    .as(call)
                    .isFalse();
            assertThat(version()).isEqualTo(2);
        }
    }

    /** Its workers begin with the configuration that the agent was given. */
    @Test
    void comesIntoForceAfterADeploymentThatIsUnderWay() {
        scene.policy(Requests.with(Requests.policy(0, false), "isConfigurationGated", true));
        undeploy();
        JsonNode deployment = scene.deployer
                .post("/api/v1/deployment-requests", scene.agentRequest("1.0"))
                .expect(201);
        assertThat(agent.claim(0).expect(200).path("id")).isEqualTo(deployment.path("id"));
        JsonNode request = set("A", "1");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        assertThat(version()).isZero();
        // Begun after the line in the log, or the service would still be stopped.
        String now = Instant.now().toString();
        agent.report(deployment, Map.of("startedAt", now, "finishedAt", now, "outcome", "succeeded"))
                .expect(200);
        carryOut(request);
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void asksAlsoWhileTheServiceHasNoWorkers() {
        scene.policy(gated);
        scene.admin.delete(DefinitionIT.definition(scene.service)).expect(200);
        assertThat(set("A", "1").path("state").asText()).isEqualTo("waiting");
        assertThat(version()).isZero();
    }

    @Test
    void isWithdrawnWhereTheDataWereDropped() {
        scene.policy(gated);
        JsonNode request = set("A", "1");
        beginAnew();
        assertThat(version()).isEqualTo(2);
        approve(request);
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertIsWithdrawn(request);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void doesNotComeBackWithARollbackWhereTheDataWereDropped() {
        carryOut(set("A", "1"));
        deploy("1.1");
        scene.policy(Requests.policy(1, false));
        JsonNode rollback = scene.deployer
                .post("/api/v1/deployment-requests", Requests.with(scene.agentRequest("1.0"), "isRollback", true))
                .expect(201);
        assertThat(rollback.path("state").asText()).isEqualTo("waiting");
        assertThat(rollback.path("configurationVersion").asInt()).isEqualTo(1);
        beginAnew();
        say("approved");
        assertThat(agent.claim(0).status()).isEqualTo(204);
        assertIsWithdrawn(rollback);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void isNotTakenOverWhereTheDataWereDropped() {
        scene.policy(gated);
        JsonNode dropped = set("A", "1");
        beginAnew();
        JsonNode shown = scene.deployer.get(path).expect(200);
        int seen = shown.at("/pending/version").asInt(shown.path("version").asInt(-1));
        JsonNode changed = scene.deployer
                .patch(path, Map.of("set", Map.of("B", "2"), "baseVersion", seen))
                .expect(200);
        assertThat(changed.path("changes").toString()).isEqualTo("[\"B: none → 2\"]");
        assertIsWithdrawn(dropped);
    }

    @Test
    void isNotPutBackWhereTheDataWereDropped() {
        JsonNode request = set("A", "1");
        agent.claim(0).expect(200);
        assertThat(version()).isEqualTo(1);
        beginAnew();
        agent.report(request, TestAgent.result("failed")).expect(200);
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void doesNotAskBeforeTheFirstDeployment() {
        Scene other = new Scene(REALM, SCRATCH);
        DefinitionIT.apply(other, "workers: 1").expect(200);
        other.policy(gated);
        JsonNode changed = other.deployer
                .patch(
                        "/api/v1/services/" + other.service + "/environments/" + other.environment + "/configuration",
                        Map.of("set", Map.of("A", "1")))
                .expect(200);
        assertThat(changed.path("version").asInt()).isEqualTo(1);
        assertThat(changed.path("request").has("state")).isFalse();
    }

    /** A line in its worker's log, which the service's own code can write, makes it so. */
    private void undeploy() {
        Database.update("""
                insert into deployment (id, service_id, environment_id, channel, actor, started_at, finished_at, outcome,
                    recorded_at, operation, workers, is_claimed)
                select gen_random_uuid(), s.id, e.id, 'console', 'it', now(), now(), 'succeeded', now(), 'undeploy',
                    '{worker-1}', false
                from service s join environment e on e.name = ? where s.name = ?""", scene.environment, scene.service);
    }

    /** Drops the data of the service, and defines it again. */
    private void beginAnew() {
        String definition = DefinitionIT.definition(scene.service);
        scene.admin.delete(definition).expect(200);
        scene.admin.delete(definition + "?data=drop").expect(200);
        agent.drops();
        DefinitionIT.apply(scene, "workers: 1").expect(200);
    }

    /** For its data were dropped. */
    private void assertIsWithdrawn(JsonNode request) {
        JsonNode withdrawn = RequestIT.show(scene, request);
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/reasons/0/detail").asText()).contains("data of the service there were dropped");
    }

    private JsonNode set(String name, String value) {
        return set(scene.deployer, name, value);
    }

    private JsonNode set(Caller who, String name, String value) {
        return who.patch(path, Map.of("set", Map.of(name, value))).expect(200).path("request");
    }

    private void approve(JsonNode request) {
        scene.approver.post(APPROVALS, approval(request)).expect(201);
    }

    private Map<String, Object> approval(JsonNode request) {
        return Requests.with(
                scene.approval("1.0", "approved"),
                "requestId",
                request.path("id").asText());
    }

    /** What the approver says of the release. */
    private void say(String verdict) {
        scene.approver.post(APPROVALS, scene.approval("1.0", verdict)).expect(201);
    }

    private int version() {
        return scene.approver.get(path).expect(200).path("version").asInt(-1);
    }

    /** Once it is allowed. */
    private void carryOut(JsonNode request) {
        await().atMost(SOON)
                .until(() ->
                        RequestIT.show(scene, request).path("state").asText().equals("allowed"));
        JsonNode claimed = agent.claim(0).expect(200);
        assertThat(claimed.path("id")).isEqualTo(request.path("id"));
        assertThat(claimed.path("isConfigure").asBoolean()).isTrue();
        JsonNode done = agent.report(request, TestAgent.result("succeeded")).expect(200);
        assertThat(scene.deployer
                        .get("/api/v1/deployments/" + done.path("deploymentId").asText())
                        .expect(200)
                        .path("kind")
                        .asText())
                .isEqualTo("configure");
    }
}
