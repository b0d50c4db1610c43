package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A service that nobody has defined is defined by its first deployment; what its definition does not want is refused. */
@InTurn
class DefaultDefinitionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private final Scene scene = new Scene(REALM, SCRATCH);

    @Test
    void comesWithTheFirstDeploymentOfWhoeverMayDeployIt() {
        Caller deployer = REALM.serviceDeployer(scene.service);
        scene.keptRelease("1");
        scene.keptRelease("2");
        deployer.post("/api/v1/deployment-requests", scene.request("1")).expect(201);
        scene.gate("1", "");
        assertThat(definition().status()).as("nobody has asked the agent").isEqualTo(404);

        Map<String, Object> request =
                Requests.with(Requests.with(agentRequest("2"), "contextRoot", "/store"), "probePath", "/store/health");
        deployer.post("/api/v1/deployment-requests", request).expect(201);
        JsonNode definition = definition().expect(200);
        assertThat(definition.path("version").asInt()).isEqualTo(1);
        assertThat(definition.path("isDefault").asBoolean()).isTrue();
        assertThat(definition.path("appliedBy"))
                .isEqualTo(deployer.get("/api/v1/me").expect(200).path("name"));
        assertThat(definition.path("yaml").asText()).isEqualTo("""
                service: %s
                environments:
                  %s: {workers: 1}
                contextRoot: /store
                probe: /store/health
                """.formatted(scene.service, scene.environment));
        assertThat(group().path("state").asText()).isEqualTo("waiting");

        // The same once more changes nothing, and what is applied then is no default any more.
        deployer.post("/api/v1/deployment-requests", request).expect(200);
        apply("{workers: 2}");
        assertThat(definition().expect(200).path("isDefault").asBoolean(true)).isFalse();
        assertThat(scene.deployer
                        .get("/api/v1/services/" + scene.service + "/definitions")
                        .items("version"))
                .containsExactly("2", "1");
    }

    @Test
    void getsOneMoreEnvironmentWithTheFirstDeploymentThere() {
        scene.keptRelease("1");
        scene.deployer.post("/api/v1/deployment-requests", agentRequest("1")).expect(201);
        String elsewhere = SCRATCH.name();
        scene.admin
                .post("/api/v1/environments", Requests.environment(elsewhere))
                .expect(201);
        scene.deployer
                .post("/api/v1/deployment-requests", Requests.with(agentRequest("1"), "environment", elsewhere))
                .expect(201);
        JsonNode definition = definition().expect(200);
        assertThat(definition.path("version").asInt()).isEqualTo(2);
        assertThat(definition.path("isDefault").asBoolean()).isTrue();
        assertThat(definition.path("changes").path(0).asText())
                .isEqualTo("environments." + elsewhere + ": none → workers 1, memory 256m, metaspace 256m");
        assertThat(definition.path("definition").path("environments").size()).isEqualTo(2);
    }

    @Test
    void doesNotComeWhereTheGateRefuses() {
        scene.policy(Requests.policy(0, false, "attestation"));
        scene.keptRelease("1");
        JsonNode request = scene.deployer
                .post("/api/v1/deployment-requests", agentRequest("1"))
                .expect(201);
        assertThat(request.path("state").asText()).isEqualTo("refused");
        assertThat(definition().status()).isEqualTo(404);
    }

    @Test
    void isNotOverruledByADeployment() {
        scene.keptRelease("1");
        apply("{workers: 1}");
        String elsewhere = SCRATCH.name();
        scene.admin
                .post("/api/v1/environments", Requests.environment(elsewhere))
                .expect(201);
        Answer absent = scene.deployer.post(
                "/api/v1/deployment-requests", Requests.with(agentRequest("1"), "environment", elsewhere));
        assertThat(absent.expectProblem(409, "no-workers").path("detail").asText())
                .contains(
                        "add " + elsewhere + " to its environments, slipway services apply " + scene.service + ".yml");
        assertThat(absent.refused()).containsExactly("environment");

        scene.admin
                .send("DELETE", "/api/v1/services/" + scene.service + "/definition", BodyPublishers.noBody())
                .expect(200);
        Answer removed = scene.deployer.post("/api/v1/deployment-requests", agentRequest("1"));
        removed.expectProblem(409, "no-workers");
        assertThat(removed.refused()).containsExactly("service");
        assertThat(scene.deployer
                        .get("/api/v1/deployment-requests?service=" + scene.service)
                        .items("id"))
                .isEmpty();
    }

    @Test
    void isRefusedWithTheRequestWhereItsNamesCannotBeHad() {
        scene.keptRelease("1");
        // What others have already.
        String taken = scene.service + "-" + scene.environment;
        scene.deployer.post("/api/v1/services", Requests.service(taken)).expect(201);
        Answer refused = scene.deployer.post("/api/v1/deployment-requests", agentRequest("1"));
        assertThat(refused.expectProblem(400, "invalid-request")
                        .at("/errors/0/detail")
                        .asText())
                .contains("makes the name " + taken + ", which is the service " + taken);
        assertThat(refused.refused()).containsExactly("service");
    }

    private Map<String, Object> agentRequest(String version) {
        return scene.agentRequest(version);
    }

    private Answer definition() {
        return scene.deployer.get("/api/v1/services/" + scene.service + "/definition");
    }

    private JsonNode group() {
        return scene.deployer
                .get("/api/v1/server-groups?service=" + scene.service)
                .expect(200)
                .path("items")
                .path(0);
    }

    private void apply(String size) {
        scene.admin
                .send(
                        "PUT",
                        "/api/v1/services/" + scene.service + "/definition",
                        BodyPublishers.ofString("service: %s%nenvironments: {%s: %s}%n"
                                .formatted(scene.service, scene.environment, size)),
                        "Content-Type",
                        "application/yaml")
                .expect(200);
    }
}
