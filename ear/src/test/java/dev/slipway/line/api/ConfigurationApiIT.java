package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a service is configured with, in versions: who may set what, and what is said of secrets. */
@InTurn
class ConfigurationApiIT extends ConfigurationScene {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final String CANARY = "canary-" + UUID.randomUUID();
    private static final String KEY = "/api/v1/configuration-key";

    private final String kid = SCRATCH.name();
    private final Seals seals = new Seals(kid);

    ConfigurationApiIT() {
        super(REALM, SCRATCH);
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
        assertThat(agent.caller()
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

    private String sealed(String secret, String name) {
        return seals.seal(secret, scene.service, scene.environment, name);
    }

    /** Whoever defines the service again is to have none of the former one's secrets. */
    @Test
    void goesWithTheData() {
        set("A", "1");
        String definition = DefinitionIT.definition(scene.service);
        scene.admin.delete(definition).expect(200);
        assertThat(entries("")).containsOnlyKeys("A");
        scene.admin.delete(definition + "?data=drop").expect(200);
        agent.drops();
        assertThat(version()).isEqualTo(2);
        assertThat(entries("")).isEmpty();
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        assertThat(wanted().path("version").asInt()).isEqualTo(2);
        assertThat(wanted().path("variables")).isEmpty();
        assertThat(entries("?version=1")).containsOnlyKeys("A");
        JsonNode made = scene.approver.get(path + "/history").expect(200).at("/items/0");
        assertThat(made.path("reason").asText()).isEqualTo("the data were dropped");
        assertThat(texts(made.path("changes"))).containsExactly("A: removed");
    }

    /** Of an earlier version of the ledger, which dropped the data and left the configuration in force. */
    @Test
    void goesWithTheNextDefinitionWhereTheDataWentAlone() {
        set("A", "1");
        scene.admin.delete(DefinitionIT.definition(scene.service)).expect(200);
        Database.update(
                "update server_group set is_data_dropped = true, made_version = wanted_version where name = ?",
                scene.service + "-" + scene.environment);
        assertThat(entries("")).containsOnlyKeys("A");
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        assertThat(wanted().path("version").asInt()).isEqualTo(2);
        assertThat(wanted().path("variables")).isEmpty();
        assertThat(entries("")).isEmpty();
    }

    @Test
    void staysWhereItWasFirstSetAfterTheDataWereDropped() {
        String definition = DefinitionIT.definition(scene.service);
        scene.admin.delete(definition).expect(200);
        scene.admin.delete(definition + "?data=drop").expect(200);
        agent.drops();
        set("A", "1");
        DefinitionIT.apply(scene, "workers: 1").expect(200);
        assertThat(wanted().path("version").asInt()).isEqualTo(1);
        assertThat(entries("")).containsOnlyKeys("A");
    }

    /** Whoever sets it and whoever defines the service know nothing of each other: there is no group yet. */
    @Test
    void isInForceWhereItIsSetWhileTheGroupIsMade() throws SQLException {
        String other = SCRATCH.name();
        scene.admin.post("/api/v1/environments", Requests.environment(other)).expect(201);
        kept(scene.deployer.patch(
                        "/api/v1/services/" + scene.service + "/environments/" + other + "/configuration",
                        Map.of("set", Map.of("A", "1"))))
                .expect(200);
        String move = "update service_configuration set environment_id = (select id from environment where name = ?)"
                + " where service_id = (select id from service where name = ?)";
        Database.update(move, scene.environment, scene.service);
        CompletableFuture<Answer> defining;
        try (Connection setting = Line.running().database()) {
            setting.setAutoCommit(false);
            Database.execute(
                    setting,
                    "select pg_advisory_xact_lock(hashtextextended(?, 0))",
                    "server group of " + scene.service + " " + other);
            Database.execute(setting, move, other, scene.service);
            defining = CompletableFuture.supplyAsync(() -> DefinitionIT.applyInBoth(scene, other, ""));
            Database.awaitWaiter(setting);
            setting.commit();
        }
        Caller.join(defining).expect(200);
        assertThat(scene.deployer
                        .get("/api/v1/server-groups?service=" + scene.service)
                        .expect(200)
                        .path("items"))
                .filteredOn(group -> group.path("environment").asText().equals(other))
                .singleElement()
                .satisfies(group ->
                        assertThat(group.path("configurationVersion").asInt()).isEqualTo(1));
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
