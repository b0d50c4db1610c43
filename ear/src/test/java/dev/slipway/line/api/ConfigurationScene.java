package dev.slipway.line.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** A service with one worker, its configuration, and an agent; with all that was answered of it. */
abstract class ConfigurationScene {
    final Scene scene;
    final TestAgent agent;
    final String path;
    final List<String> answers = new ArrayList<>();

    ConfigurationScene(Realm realm, Scratch scratch) {
        scene = new Scene(realm, scratch);
        agent = scene.agent(realm);
        path = "/api/v1/services/" + scene.service + "/environments/" + scene.environment + "/configuration";
    }

    @BeforeEach
    void define() {
        DefinitionIT.apply(scene, "workers: 1").expect(200);
    }

    JsonNode change(Map<String, ?> change, String... headers) {
        return kept(scene.deployer.patch(path, change, headers)).expect(200);
    }

    JsonNode set(String name, String value) {
        return change(Map.of("set", Map.of(name, value)));
    }

    JsonNode show(String query) {
        return kept(scene.approver.get(path + query)).expect(200);
    }

    Answer kept(Answer answer) {
        answers.add(answer.body());
        return answer;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Everything that is set, a secret as stars. */
    Map<String, String> entries(String query) {
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

    /** What the agent is to make of the service's group. */
    JsonNode wanted() {
        for (JsonNode group :
                agent.caller().get("/api/v1/agent/server-groups").expect(200).path("groups")) {
            if (group.path("service").asText().equals(scene.service)) {
                return group.path("configuration");
            }
        }
        throw new AssertionError("no group of " + scene.service);
    }

    int version() {
        return show("").path("version").asInt(-1);
    }

    List<String> rows(String sql) {
        return Database.texts(sql, scene.service);
    }
}
