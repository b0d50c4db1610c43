package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service is configured with: versions, changes that an agent carries out, and rollbacks that bring both back. */
@InTurn
class ConfigurationApiIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String REQUESTS = "/api/v1/deployment-requests";
    private static final String CANARY = "canary-" + UUID.randomUUID();
    private static final String KEY = "/api/v1/configuration-key";

    private final Scene scene = new Scene(REALM, SCRATCH);
    private final TestAgent agent = new TestAgent(REALM, scene);
    private final String kid = SCRATCH.name();
    private final Seals seals = new Seals(kid);
    private final String path =
            "/api/v1/services/" + scene.service + "/environments/" + scene.environment + "/configuration";
    private final List<String> answers = new ArrayList<>();

    @BeforeEach
    void define() {
        DefinitionIT.apply(scene, "workers: 1").expect(200);
    }

    private JsonNode change(Map<String, ?> change, String... headers) {
        return kept(scene.deployer.patch(path, change, headers)).expect(200);
    }

    private JsonNode set(String name, String value) {
        return change(Map.of("set", Map.of(name, value)));
    }

    private JsonNode show(String query) {
        return kept(scene.approver.get(path + query)).expect(200);
    }

    private Answer kept(Answer answer) {
        answers.add(answer.body());
        return answer;
    }

    private String sealed(String secret, String name) {
        return seals.seal(secret, scene.service, scene.environment, name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Everything that is set, a secret as stars. */
    private Map<String, String> entries(String query) {
        Map<String, String> entries = new TreeMap<>();
        show(query)
                .path("entries")
                .forEach(entry -> entries.put(
                        entry.path("name").asText(),
                        entry.path("isSecret").asBoolean()
                                ? "***"
                                : entry.path("value").asText()));
        return entries;
    }

    private JsonNode claim() {
        return agent.claim(0).expect(200);
    }

    private JsonNode end(JsonNode request, String outcome) {
        return kept(agent.report(request, TestAgent.result(outcome))).expect(200);
    }

    /** Has a release run. */
    private JsonNode deploy(String version) {
        scene.keptRelease(version);
        return carryOut(scene.agentRequest(version));
    }

    private JsonNode carryOut(Map<String, Object> wish) {
        JsonNode request = scene.deployer.post(REQUESTS, wish).expect(201);
        claim();
        return end(request, "succeeded");
    }

    private Map<String, Object> rollback(String version) {
        return Requests.with(scene.agentRequest(version), "isRollback", true);
    }

    /** What the agent is to make of the service's group. */
    private JsonNode wanted() {
        for (JsonNode group :
                agent.caller.get("/api/v1/agent/server-groups").expect(200).path("groups")) {
            if (group.path("service").asText().equals(scene.service)) {
                return group.path("configuration");
            }
        }
        throw new AssertionError("no group of " + scene.service);
    }

    private int version() {
        return show("").path("version").asInt(-1);
    }

    @Test
    void isSetListedAndUnsetWhereNothingRuns() {
        assertThat(version()).isZero();
        assertThat(wanted().isMissingNode()).isTrue();
        JsonNode first = change(Map.of("set", Map.of("FEATURE_X", "off", "OLD", ""), "reason", "First"));
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.has("request")).isFalse();
        assertThat(texts(first.path("changes"))).containsExactly("FEATURE_X: none → off", "OLD: none → “”");
        assertThat(wanted().path("version").asInt()).isEqualTo(1);
        assertThat(wanted().path("variables").toString()).isEqualTo("{\"FEATURE_X\":\"off\",\"OLD\":\"\"}");

        JsonNode second = change(Map.of("set", Map.of("FEATURE_X", "on"), "unset", List.of("OLD", "NEVER")));
        assertThat(texts(second.path("changes"))).containsExactly("FEATURE_X: off → on", "OLD: removed");
        assertThat(entries("")).containsExactly(Map.entry("FEATURE_X", "on"));
        assertThat(entries("?version=1")).containsOnlyKeys("FEATURE_X", "OLD");
        assertThat(entries("?version=0")).isEmpty();
        scene.approver.get(path + "?version=3").expectProblem(404, "not-found");

        JsonNode third = set("FEATURE_X", "on");
        assertThat(third.path("version").asInt()).isEqualTo(2);
        assertThat(third.path("changes")).isEmpty();

        Answer history = scene.approver.get(path + "/history?limit=1");
        assertThat(history.items("version")).containsExactly("2");
        JsonNode oldest =
                scene.approver.get(history.next().orElseThrow()).expect(200).at("/items/0");
        assertThat(oldest.path("reason").asText()).isEqualTo("First");
        assertThat(oldest.path("changedBy").asText()).isNotBlank();
    }

    @Test
    void keepsSecretsSealedAndToItself() {
        scene.deployer
                .patch(path, Map.of("seal", Map.of("API_KEY", sealed(CANARY, "API_KEY"))))
                .expectProblem(400, "invalid-request");
        assertThat(agent.caller
                        .put("/api/v1/agent/configuration-key", seals.jwk())
                        .expect(200))
                .isEqualTo(scene.approver.get(KEY).expect(200));
        // It stays known, and others seal for the newest again, which is the line's own.
        Database.update("update configuration_key set reported_at = timestamptz '2000-01-01' where kid = ?", kid);
        scene.deployer.put("/api/v1/agent/configuration-key", seals.jwk()).expectProblem(403, "forbidden");
        String sealed = sealed(CANARY, "API_KEY");
        JsonNode first = change(Map.of("seal", Map.of("API_KEY", sealed)));
        assertThat(texts(first.path("changes"))).containsExactly("API_KEY: none → a secret");
        assertThat(entries("")).containsExactly(Map.entry("API_KEY", "***"));
        String replacement = sealed(CANARY, "API_KEY");
        assertThat(texts(change(Map.of("seal", Map.of("API_KEY", replacement))).path("changes")))
                .containsExactly("API_KEY: replaced");
        assertThat(seals.open(wanted().at("/secrets/API_KEY").asText())).isEqualTo(CANARY);
        Answer plain = kept(scene.deployer.patch(path, Map.of("set", Map.of("API_KEY", "in plain text"))));
        plain.expectProblem(400, "invalid-request");
        assertThat(plain.refused()).containsExactly("set.API_KEY");
        kept(scene.approver.get(path + "/history"));
        assertThat(answers).noneMatch(said -> said.contains(CANARY) || said.contains("eyJ"));

        for (String wrong : List.of(
                CANARY,
                sealed(CANARY, "OTHER"),
                seals.seal(CANARY, "other", scene.environment, "API_KEY"),
                seals.seal(CANARY, scene.service, "production", "API_KEY"),
                new Seals("it-unknown").seal(CANARY, scene.service, scene.environment, "API_KEY"))) {
            Answer refused = kept(scene.deployer.patch(path, Map.of("seal", Map.of("API_KEY", wrong))));
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("seal.API_KEY");
        }
        assertThat(answers).noneMatch(said -> said.contains(CANARY) || said.contains("eyJ"));

        assertThat(
                        rows(
                                "select entries from service_configuration c join service s on s.id = c.service_id where s.name = ?"))
                .hasSize(2)
                .anyMatch(row -> row.contains(replacement))
                .noneMatch(row -> row.contains(CANARY));
        assertThat(
                        rows(
                                "select cast(payload as text) from event where kind = 'configuration.changed' and payload ->> 'service' = ?"))
                .hasSize(2)
                .noneMatch(row -> row.contains(CANARY) || row.contains("eyJ"));
    }

    private List<String> rows(String sql) {
        return Database.texts(sql, scene.service);
    }

    @Test
    void isCarriedOutWhereSomethingRuns() {
        set("FEATURE_X", "off");
        JsonNode deployed = deploy("1.0");
        assertThat(deployed.path("kind").asText()).isEqualTo("deploy");
        assertThat(deployed.path("configurationVersion").asInt()).isEqualTo(1);
        assertThat(deployed.path("configurationBefore").asInt()).isEqualTo(1);

        JsonNode changed = change(Map.of("set", Map.of("FEATURE_X", "on"), "reason", "Today"));
        JsonNode request = changed.path("request");
        assertThat(request.path("kind").asText()).isEqualTo("configure");
        assertThat(request.path("state").asText()).isEqualTo("allowed");
        assertThat(request.path("version").asText()).isEqualTo("1.0");
        assertThat(request.path("comment").asText()).isEqualTo("Today");
        assertThat(request.path("isForAgent").asBoolean()).isTrue();
        assertThat(version()).as("while nobody has begun").isEqualTo(1);
        JsonNode pending = show("").path("pending");
        assertThat(pending.path("version").asInt()).isEqualTo(2);
        assertThat(pending.path("requestId")).isEqualTo(request.path("id"));
        assertThat(texts(pending.path("changes"))).containsExactly("FEATURE_X: off → on");

        JsonNode claimed = claim();
        assertThat(claimed.path("id")).isEqualTo(request.path("id"));
        assertThat(claimed.path("kind").asText()).isEqualTo("deployment");
        assertThat(claimed.path("isConfigure").asBoolean()).isTrue();
        assertThat(claimed.path("configurationVersion").asInt()).isEqualTo(2);
        assertThat(claimed.path("configurationBefore").asInt()).isEqualTo(1);
        assertThat(wanted().path("version").asInt()).isEqualTo(2);
        assertThat(version()).isEqualTo(2);
        scene.deployer.patch(path, Map.of("set", Map.of("A", "1"))).expectProblem(409, "request-exists");
        JsonNode resumed = claim();
        assertThat(resumed.path("isResumed").asBoolean()).isTrue();
        assertThat(resumed.path("configurationBefore").asInt()).isEqualTo(1);

        JsonNode done = end(request, "succeeded");
        JsonNode deployment = deployment(done);
        assertThat(deployment.path("kind").asText()).isEqualTo("configure");
        assertThat(deployment.path("configurationVersion").asInt()).isEqualTo(2);
        assertThat(
                        rows(
                                "select concat_ws(' ', payload ->> 'kind', payload ->> 'configurationVersion') from event where kind = 'deployment.recorded' and payload ->> 'service' = ?"))
                .containsExactlyInAnyOrder("deploy 1", "configure 2");
        assertThat(live().path("id")).isEqualTo(deployment.path("id"));
        JsonNode versions = scene.approver.get(path + "/history").expect(200).path("items");
        assertThat(versions.at("/0/deployments").findValuesAsText("id"))
                .containsExactly(deployment.path("id").asText());
        assertThat(versions.at("/0/deployments/0/kind").asText()).isEqualTo("configure");
        assertThat(versions.at("/1/deployments").findValuesAsText("id"))
                .containsExactly(deployed.path("deploymentId").asText());
        assertThat(versions.at("/1/deployments/0/version").asText()).isEqualTo("1.0");
        assertThat(versions.at("/1/deploymentCount").asInt()).isEqualTo(1);
        assertThat(DefinitionIT.group(scene, scene.service)
                        .path("configurationVersion")
                        .asInt())
                .isEqualTo(2);
        JsonNode differences = scene.approver
                .get("/api/v1/deployments/" + deployment.path("id").asText() + "/differences")
                .expect(200);
        assertThat(differences.path("before")).isEqualTo(deployed.path("deploymentId"));
        assertThat(differences.at("/archive/isSame").asBoolean()).isTrue();
        assertThat(differences.at("/configuration/fromVersion").asInt()).isEqualTo(1);
        assertThat(differences.at("/configuration/changes").toString())
                .isEqualTo(
                        "[{\"name\":\"FEATURE_X\",\"change\":\"changed\",\"before\":\"off\",\"after\":\"on\",\"isSecret\":false}]");
    }

    private JsonNode deployment(JsonNode request) {
        return scene.deployer
                .get("/api/v1/deployments/" + request.path("deploymentId").asText())
                .expect(200);
    }

    private JsonNode live() {
        return scene.deployer
                .get("/api/v1/deployments?live=true&service=" + scene.service)
                .expect(200)
                .at("/items/0");
    }

    @Test
    void comesBackWhereItFails() {
        set("FEATURE_X", "off");
        deploy("1.0");
        JsonNode live = live();
        JsonNode request = set("FEATURE_X", "bad").path("request");
        claim();
        assertThat(version()).isEqualTo(2);
        JsonNode done = end(request, "failed");
        assertThat(done.path("outcome").asText()).isEqualTo("failed");
        assertThat(version()).isEqualTo(1);
        assertThat(wanted().at("/variables/FEATURE_X").asText()).isEqualTo("off");
        assertThat(live()).isEqualTo(live);
        JsonNode next = set("FEATURE_X", "on");
        assertThat(next.path("version").asInt()).isEqualTo(3);
        assertThat(texts(next.path("changes"))).containsExactly("FEATURE_X: off → on");
        assertThat(texts(scene.approver.get(path + "/history").expect(200).at("/items/1/changes")))
                .containsExactly("FEATURE_X: off → bad");
    }

    @Test
    void waitsForTheFirstDeployment() {
        set("A", "1");
        scene.keptRelease("1.0");
        JsonNode request =
                scene.deployer.post(REQUESTS, scene.agentRequest("1.0")).expect(201);
        set("A", "2");
        assertThat(claim().path("configurationVersion").asInt())
                .as("what was set last")
                .isEqualTo(2);
        scene.deployer.patch(path, Map.of("set", Map.of("A", "3"))).expectProblem(409, "request-exists");
        end(request, "failed");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void isNotRestartedForWhileItIsCarriedOut() {
        String group = scene.service + "/" + scene.environment;
        String worker = scene.service + "-" + scene.environment + "-1";
        agent.makes(worker);
        deploy("1.0");
        JsonNode request = claimed(set("A", "1").path("request"));
        sayThatARestartIsDue();
        String restarts = "/api/v1/server-groups/" + group + "/restarts";
        assertThat(scene.approver.get(restarts).items("id")).isEmpty();
        end(request, "succeeded");
        sayThatARestartIsDue();
        assertThat(scene.approver.get(restarts).items("id")).hasSize(1);
    }

    private void sayThatARestartIsDue() {
        Map<String, Object> group = Map.of(
                "service",
                scene.service,
                "environment",
                scene.environment,
                "configured",
                "0123456789abcdef".repeat(4),
                "isDue",
                true,
                "workers",
                List.of());
        assertThat(agent.caller
                        .put("/api/v1/agent/worker-figures", Map.of("groups", List.of(group)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void takesIntoAccountWhatIsStillOpen() {
        deploy("1.0");
        JsonNode first = set("A", "1");
        JsonNode second = set("B", "2");
        assertThat(second.path("version").asInt()).isEqualTo(2);
        JsonNode withdrawn = RequestIT.show(scene, first.path("request"));
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/reasons/0/detail").asText()).contains("version 2 replaces this one");
        assertThat(claim().path("id")).isEqualTo(second.at("/request/id"));
        end(second.path("request"), "succeeded");
        assertThat(entries("")).containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
        assertThat(agent.claim(0).status()).isEqualTo(204);
    }

    @Test
    void isOfTheReleaseThatRunsWhenItBegins() {
        deploy("1.0");
        scene.keptRelease("2.0");
        JsonNode deploying =
                scene.deployer.post(REQUESTS, scene.agentRequest("2.0")).expect(201);
        JsonNode request = set("A", "1").path("request");
        assertThat(request.path("version").asText()).isEqualTo("1.0");
        assertThat(claim().path("id")).isEqualTo(deploying.path("id"));
        end(deploying, "succeeded");
        JsonNode claimed = claim();
        assertThat(claimed.path("isConfigure").asBoolean()).isTrue();
        assertThat(claimed.path("version").asText()).isEqualTo("2.0");
        end(request, "succeeded");
        assertThat(live().path("version").asText()).isEqualTo("2.0");
        assertThat(live().path("configurationVersion").asInt()).isEqualTo(1);
    }

    @Test
    void comesBackWithARollback() {
        set("FEATURE_X", "off");
        deploy("1.0");
        deploy("2.0");
        end(claimed(set("FEATURE_X", "on").path("request")), "succeeded");
        JsonNode open = set("LATER", "1").path("request");
        // What is open is not what runs.
        JsonNode request = scene.deployer.post(REQUESTS, rollback("1.0")).expect(201);
        assertThat(request.path("configurationVersion").asInt()).isEqualTo(4);
        JsonNode version = scene.approver.get(path + "/history").expect(200).at("/items/0");
        assertThat(version.path("reason").asText()).isEqualTo("as in version 1, for the rollback to 1.0");
        assertThat(texts(version.path("changes"))).containsExactly("FEATURE_X: on → off");
        scene.deployer.post(RequestIT.address(open) + "/withdrawal", Map.of()).expect(200);
        assertThat(claim().path("configurationVersion").asInt()).isEqualTo(4);
        assertThat(entries("")).containsExactly(Map.entry("FEATURE_X", "off"));
        end(request, "succeeded");

        JsonNode forth = carryOut(Requests.with(rollback("2.0"), "keepsConfiguration", true));
        assertThat(forth.path("configurationVersion").asInt()).isEqualTo(4);
        assertThat(forth.path("keepsConfiguration").asBoolean()).isTrue();
        // By now that is what it last ran with, and the other one, too.
        JsonNode back = carryOut(rollback("1.0"));
        assertThat(back.path("configurationVersion").asInt()).isEqualTo(4);
        assertThat(show("").path("version").asInt()).isEqualTo(4);
    }

    private JsonNode claimed(JsonNode request) {
        assertThat(claim().path("id")).isEqualTo(request.path("id"));
        return request;
    }

    @Test
    void isChangedOnlyAsItWasSeen() {
        set("A", "1");
        set("A", "2");
        JsonNode problem = scene.deployer
                .patch(path, Map.of("set", Map.of("A", "3"), "baseVersion", 1))
                .expectProblem(409, "configuration-changed");
        assertThat(problem.path("detail").asText()).contains("version in force is 2, not 1", "A: 1 → 2");
        assertThat(change(Map.of("set", Map.of("A", "3"), "baseVersion", 2))
                        .path("version")
                        .asInt())
                .isEqualTo(3);
        String key = UUID.randomUUID().toString();
        Map<String, Object> again = Map.of("set", Map.of("A", "4"));
        JsonNode once = change(again, "Idempotency-Key", key);
        assertThat(change(again, "Idempotency-Key", key)).isEqualTo(once);
        assertThat(once.path("version").asInt()).isEqualTo(4);
        assertThat(version()).isEqualTo(4);
    }

    @Test
    void isForThoseWhoDeployTheService() {
        Map<String, Object> change = Map.of("set", Map.of("A", "1"));
        scene.approver.patch(path, change).expectProblem(403, "forbidden");
        REALM.serviceDeployer(SCRATCH.service(scene.deployer))
                .patch(path, change)
                .expectProblem(403, "forbidden");
        REALM.serviceDeployer(scene.service).patch(path, change).expect(200);
        Caller.anonymous().get(path).expectProblem(401, "unauthenticated");
        scene.deployer
                .patch(path.replace(scene.service, "nobody-knows"), change)
                .expectProblem(404, "not-found");
        scene.deployer.get(path.replace(scene.environment, "nowhere")).expectProblem(404, "not-found");
        scene.deployer
                .patch("/api/v1/services/slipway/environments/production/configuration", change)
                .expectProblem(409, "no-workers");
    }

    @Test
    void refusesWhatCannotBeSetWithTheField() {
        for (String name : List.of("SLIPWAY_X", "JAVA_OPTS", "WILDFLY_X", "LD_PRELOAD", "PATH", "BASH_ENV", "LC_ALL")) {
            Answer refused = scene.deployer.patch(path, Map.of("set", Map.of(name, "1")));
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("set." + name);
        }
        for (String name : List.of("1A", "a-b")) {
            Answer refused = scene.deployer.patch(path, Map.of("set", Map.of(name, "1"), "unset", List.of("OK", name)));
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).containsExactly("set." + name, "unset[1]");
        }
        Answer large = scene.deployer.patch(path, Map.of("set", Map.of("A", "x".repeat(16_385), "B", "a\0b")));
        large.expectProblem(400, "invalid-request");
        assertThat(large.refused()).containsExactlyInAnyOrder("set.A", "set.B");
        Answer twice = scene.deployer.patch(path, Map.of("set", Map.of("A", "1"), "unset", List.of("A")));
        twice.expectProblem(400, "invalid-request");
        assertThat(version()).isZero();
    }
}
