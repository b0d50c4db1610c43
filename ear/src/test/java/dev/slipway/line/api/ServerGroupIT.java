package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The agent sees what is wanted of server groups, and everybody what it made of that. */
@InTurn
class ServerGroupIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String WANTED = "/api/v1/agent/server-groups";
    private static final Duration PROMPTLY = Duration.ofSeconds(15);

    @Test
    void isWantedAsItsDefinitionSays() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        apply(scene, """
                        service: %s
                        title: Web shop
                        environments: {%s: {workers: 2, memory: 1g, mail: false}}
                        database: {jndi: [java:jboss/datasources/ShopDS]}
                        mail: true
                        messaging: {queues: [orders]}
                        probe: /health
                        """);
        JsonNode wanted = wanted(agent, scene);
        assertThat(wanted.path("group").asText()).isEqualTo(scene.service + "-" + scene.environment);
        assertThat(wanted.path("version").asInt()).isEqualTo(1);
        assertThat(wanted.path("workers").asInt()).isEqualTo(2);
        assertThat(wanted.path("memory").asText()).isEqualTo("1024m");
        assertThat(wanted.path("metaspace").asText()).isEqualTo("256m");
        assertThat(wanted.path("contextRoot").asText()).isEqualTo("/");
        assertThat(wanted.path("probe").asText()).isEqualTo("/health");
        assertThat(wanted.at("/database/jndi/0").asText()).isEqualTo("java:jboss/datasources/ShopDS");
        assertThat(wanted.at("/mail/from").asText())
                .startsWith(scene.service + "@")
                .contains(".");
        assertThat(wanted.path("isMailOff").asBoolean()).isTrue();
        assertThat(wanted.at("/messaging/queues/0").asText()).isEqualTo("orders");
        assertThat(wanted.has("login")).isFalse();
        assertThat(wanted.path("isRemoved").asBoolean(true)).isFalse();
    }

    @Test
    void showsWhatTheAgentReports() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        report(agent, scene, Map.of("version", 1, "state", "making", "detail", "Makes the database"))
                .expect(200);
        JsonNode making = DefinitionIT.group(scene, scene.service);
        assertThat(making.path("state").asText()).isEqualTo("making");
        assertThat(making.path("detail").asText()).isEqualTo("Makes the database");
        assertThat(making.has("madeVersion")).isFalse();

        JsonNode ready = report(agent, scene, ready(scene, 1)).expect(200);
        assertThat(ready.path("state").asText()).isEqualTo("ready");
        assertThat(ready.path("madeVersion").asInt()).isEqualTo(1);
        assertThat(ready.at("/workers/0/httpPort").asInt()).isEqualTo(26_000);
        assertThat(DefinitionIT.group(scene, scene.service)).isEqualTo(ready);

        // Something else is wanted; that the agent says once more what it made does not make it ready.
        DefinitionIT.apply(scene, "memory: 512m").expect(200);
        JsonNode stale = report(agent, scene, ready(scene, 1)).expect(200);
        assertThat(stale.path("state").asText()).isEqualTo("waiting");
        assertThat(stale.path("madeVersion").asInt()).isEqualTo(1);
        assertThat(stale.path("wantedVersion").asInt()).isEqualTo(2);
        JsonNode without = report(agent, scene, Map.of("version", 1, "state", "failed", "workers", List.of()))
                .expect(200);
        assertThat(without.path("workers"))
                .as("what is outdated says nothing of them")
                .hasSize(1);
        JsonNode failed = report(agent, scene, Map.of("version", 2, "state", "failed", "detail", "No room on the disk"))
                .expect(200);
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        assertThat(failed.path("madeVersion").asInt()).isEqualTo(1);
    }

    @Test
    void goesWhenItsEnvironmentIsNotNamedAnyMoreAndStaysAsLongAsItHasData() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        String other = SCRATCH.name();
        scene.admin.post("/api/v1/environments", Requests.environment(other)).expect(201);
        apply(scene, "{service: %s, environments: {%s: {}, " + other + ": {}}}");
        report(agent, scene, ready(scene, 1)).expect(200);
        JsonNode changed = apply(scene, "{service: %s, environments: {" + other + ": {}}}  # not %s");
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        JsonNode groups = scene.deployer
                .get("/api/v1/server-groups?service=" + scene.service)
                .expect(200);
        assertThat(groups.path("items")).hasSize(2).anySatisfy(group -> {
            assertThat(group.path("environment").asText()).isEqualTo(other);
            assertThat(group.path("wantedVersion").asInt())
                    .as("nothing is new there")
                    .isEqualTo(1);
        });
        JsonNode wanted = wanted(agent, scene);
        assertThat(wanted.path("isRemoved").asBoolean()).isTrue();
        assertThat(wanted.path("isDataDropped").asBoolean(true)).isFalse();
        assertThat(wanted.path("version").asInt()).isEqualTo(2);

        report(agent, scene, ready(scene, 2)).expectProblem(409, "server-group-state");
        assertThat(report(agent, scene, Map.of("version", 2, "state", "making"))
                        .expect(200)
                        .path("state")
                        .asText())
                .isEqualTo("removing");
        JsonNode removed =
                report(agent, scene, Map.of("version", 2, "state", "removed")).expect(200);
        assertThat(removed.path("state").asText()).isEqualTo("removed");
        assertThat(removed.path("workers")).isEmpty();
        assertThat(scene.deployer
                        .get("/api/v1/server-groups?service=" + scene.service)
                        .items("state"))
                .containsExactlyInAnyOrder("removed", "waiting");

        scene.admin.delete(DefinitionIT.definition(scene.service)).expect(200);
        scene.admin
                .delete(DefinitionIT.definition(scene.service) + "?data=drop")
                .expect(200);
        JsonNode dropped = wanted(agent, scene);
        assertThat(dropped.path("isDataDropped").asBoolean()).isTrue();
        report(agent, scene, Map.of("version", dropped.path("version").asInt(), "state", "removed"))
                .expect(200);
        assertThat(scene.deployer
                        .get("/api/v1/server-groups?service=" + scene.service)
                        .items("environment"))
                .containsExactly(other);
    }

    @Test
    void losesItsDataAloneWhereTheDefinitionNoLongerNamesIt() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        String other = SCRATCH.name();
        scene.admin.post("/api/v1/environments", Requests.environment(other)).expect(201);
        apply(scene, "{service: %s, environments: {%s: {}, " + other + ": {}}}");
        String definition = DefinitionIT.definition(scene.service);
        String drop = definition + "?data=drop-environment&environment=";
        scene.admin.delete(drop + scene.environment).expectProblem(409, "data-in-use");
        apply(scene, "{service: %s, environments: {" + other + ": {}}}  # not %s");
        for (String query : List.of(
                "environment=" + scene.environment,
                "data=drop&environment=" + scene.environment,
                "data=drop-environment")) {
            Answer unclear = scene.admin.delete(definition + "?" + query);
            unclear.expectProblem(400, "invalid-request");
            assertThat(unclear.refused()).as(query).containsExactly("environment");
        }
        scene.admin.delete(drop + SCRATCH.name()).expectProblem(400, "invalid-request");

        JsonNode dropped = scene.admin.delete(drop + scene.environment).expect(200);
        assertThat(dropped.path("operation").asText()).isEqualTo("applied");
        assertThat(dropped.path("version").asInt()).isEqualTo(3);
        assertThat(dropped.at("/changes/0").asText())
                .isEqualTo("environments." + scene.environment + ": data kept → dropped");
        assertThat(scene.admin.delete(drop + scene.environment).expect(200).path("version"))
                .as("sent twice")
                .isEqualTo(dropped.path("version"));
        JsonNode wanted = wanted(agent, scene);
        assertThat(wanted.path("isDataDropped").asBoolean()).isTrue();
        assertThat(wanted.path("version").asInt()).isEqualTo(3);
        assertThat(scene.deployer.get(definition).expect(200).at("/definition/environments"))
                .as("what else there is stays")
                .hasSize(1);
    }

    /** A definition in place of the drop would be made with the old data. */
    @Test
    void comesBackOnlyWhenItsDataAreDropped() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        report(agent, scene, ready(scene, 1)).expect(200);
        String definition = DefinitionIT.definition(scene.service);
        scene.admin.delete(definition).expect(200);
        scene.admin.delete(definition + "?data=drop").expect(200);
        DefinitionIT.apply(scene, "workers: 1").expectProblem(409, "data-being-dropped");
        scene.deployer
                .post("/api/v1/services", Requests.service(scene.service + "-" + scene.environment))
                .expectProblem(409, "service-exists");
        report(agent, scene, Map.of("version", 3, "state", "failed", "detail", "A process is left"))
                .expect(200);
        DefinitionIT.apply(scene, "workers: 1").expectProblem(409, "data-being-dropped");
        assertThat(wanted(agent, scene).path("isDataDropped").asBoolean()).isTrue();

        agent.drops();
        JsonNode back = DefinitionIT.apply(scene, "workers: 1").expect(200);
        assertThat(back.path("version").asInt()).isEqualTo(4);
        assertThat(wanted(agent, scene).path("isRemoved").asBoolean(true)).isFalse();
    }

    @Test
    void wakesTheAgentThatWaitsForWork() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        for (String size : new String[] {"workers: 2", "workers: 3"}) {
            CompletableFuture<Answer> claiming = agent.awaitWork(30);
            // What the agent itself says is no news to it.
            report(agent, scene, Map.of("version", 1, "state", "making")).expect(200);
            assertThat(claiming).isNotDone();
            DefinitionIT.apply(scene, size).expect(200);
            await().atMost(PROMPTLY).until(claiming::isDone);
            assertThat(Caller.join(claiming).status()).isEqualTo(204);
        }
    }

    @Test
    void isReportedByTheAgentAsItCanBe() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        report(agent, scene, ready(scene, 1)).expectProblem(404, "not-found");
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        scene.admin
                .put(WANTED + "/" + scene.service + "/" + scene.environment, ready(scene, 1))
                .expectProblem(403, "forbidden");
        report(agent, scene, ready(scene, 2)).expectProblem(409, "server-group-state");
        report(agent, scene, Map.of("version", 1, "state", "removed")).expectProblem(409, "server-group-state");
        for (Map.Entry<String, ?> wrong : Map.of(
                        "version",
                        0,
                        "state",
                        "waiting",
                        "detail",
                        " ",
                        "more",
                        1,
                        "workers",
                        List.of(Map.of("name", "other-1", "httpPort", 26_000, "managementPort", 26_001)))
                .entrySet()) {
            Answer refused = report(agent, scene, Requests.with(ready(scene, 1), wrong.getKey(), wrong.getValue()));
            refused.expectProblem(400, "invalid-request");
            assertThat(refused.refused()).hasSize(1).first().asString().startsWith(wrong.getKey());
        }
    }

    private static JsonNode apply(Scene scene, String yaml) {
        return scene.admin
                .send(
                        "PUT",
                        DefinitionIT.definition(scene.service),
                        BodyPublishers.ofString(yaml.formatted(scene.service, scene.environment)),
                        "Content-Type",
                        "application/yaml")
                .expect(200);
    }

    private static Answer report(TestAgent agent, Scene scene, Map<String, ?> report) {
        Caller caller = agent.caller();
        return caller.put(WANTED + "/" + scene.service + "/" + scene.environment, report);
    }

    private static Map<String, Object> ready(Scene scene, int version) {
        return Map.of(
                "version",
                version,
                "state",
                "ready",
                "workers",
                List.of(Map.of(
                        "name",
                        scene.service + "-" + scene.environment + "-1",
                        "httpPort",
                        26_000,
                        "managementPort",
                        26_001)));
    }

    private static JsonNode wanted(TestAgent agent, Scene scene) {
        JsonNode groups = agent.caller().get(WANTED).expect(200).path("groups");
        return StreamSupport.stream(groups.spliterator(), false)
                .filter(group -> group.path("service").asText().equals(scene.service)
                        && group.path("environment").asText().equals(scene.environment))
                .findFirst()
                .orElseThrow();
    }
}
