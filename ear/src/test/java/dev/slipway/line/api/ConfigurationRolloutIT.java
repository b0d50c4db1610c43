package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A changed configuration is carried out by an agent where something runs, and a rollback brings it back with the release. */
@InTurn
class ConfigurationRolloutIT extends ConfigurationScene {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String REQUESTS = "/api/v1/deployment-requests";

    ConfigurationRolloutIT() {
        super(REALM, SCRATCH);
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
        assertThat(agent.caller()
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

    /** It was based on what the rollback replaces, and would bring that back as soon as the gate lets it in. */
    @Test
    void isNotUndoneByAChangeThatWasOpenAtTheRollback() {
        set("FEATURE_X", "off");
        deploy("1.0");
        deploy("2.0");
        end(claimed(set("FEATURE_X", "on").path("request")), "succeeded");
        scene.policy(Requests.with(Requests.policy(1, false), "isConfigurationGated", true));
        JsonNode open = set("LATER", "1").path("request");
        assertThat(open.path("state").asText()).isEqualTo("waiting");
        scene.approver
                .post("/api/v1/approvals", scene.approval("1.0", "approved"))
                .expect(201);
        JsonNode request = scene.deployer.post(REQUESTS, rollback("1.0")).expect(201);
        assertThat(RequestIT.show(scene, open).path("state").asText()).isEqualTo("waiting");
        assertThat(claim().path("id")).isEqualTo(request.path("id"));
        JsonNode withdrawn = RequestIT.show(scene, open);
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.at("/reasons/0/detail").asText())
                .startsWith("The rollback to 1.0 restores an earlier configuration, as version 4,");
        end(request, "succeeded");
        assertThat(version()).isEqualTo(4);
    }

    /** Whoever changes the group at the moment at which the agent begins: it waits for them, and has read the group before. */
    @Test
    void leavesWhatIsChangedInTheGroupMeanwhile() throws SQLException {
        deploy("1.0");
        JsonNode request = set("A", "1").path("request");
        CompletableFuture<Answer> claiming;
        try (Connection applying = Line.running().database()) {
            applying.setAutoCommit(false);
            Database.execute(
                    applying,
                    "update server_group set wanted_version = 7 where name = ?",
                    scene.service + "-" + scene.environment);
            claiming = agent.claimAsync(0);
            Database.awaitWaiter(applying);
            applying.commit();
        }
        assertThat(Caller.join(claiming).expect(200).path("id")).isEqualTo(request.path("id"));
        JsonNode group = DefinitionIT.group(scene, scene.service);
        assertThat(group.path("wantedVersion").asInt()).isEqualTo(7);
        assertThat(group.path("configurationVersion").asInt()).isEqualTo(1);
        end(request, "succeeded");
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

    private JsonNode claimed(JsonNode request) {
        assertThat(claim().path("id")).isEqualTo(request.path("id"));
        return request;
    }
}
