package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a service needs is applied version by version, and every mistake is told with its line. */
@InTurn
class DefinitionIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @Test
    void isAppliedAndMakesTheServiceAndItsServerGroups() {
        Scene scene = new Scene(REALM, SCRATCH);
        String service = SCRATCH.name();
        String yaml = yaml(service, scene.environment, "memory: 384m") + "title: Web shop\ndatabase: true\n";
        JsonNode applied = apply(scene.admin, service, yaml).expect(200);
        assertThat(applied.path("version").asInt()).isEqualTo(1);
        assertThat(applied.path("operation").asText()).isEqualTo("applied");
        assertThat(applied.path("yaml").asText()).isEqualTo(yaml);
        assertThat(applied.at("/definition/environments/" + scene.environment + "/memory")
                        .asText())
                .isEqualTo("384m");
        assertThat(texts(applied.path("changes")))
                .contains("environments." + scene.environment + ": none → workers 1, memory 384m, metaspace 256m");
        assertThat(applied.path("appliedBy")).isEqualTo(me(scene.admin));
        assertThat(scene.deployer.get(definition(service)).expect(200)).isEqualTo(applied);
        assertThat(scene.deployer
                        .get("/api/v1/services/" + service)
                        .expect(200)
                        .path("title")
                        .asText())
                .isEqualTo("Web shop");
        JsonNode group = group(scene, service);
        assertThat(group.path("group").asText()).isEqualTo(service + "-" + scene.environment);
        assertThat(group.path("host").asText()).isEqualTo(service + "-" + scene.environment);
        assertThat(group.path("state").asText()).isEqualTo("waiting");
        assertThat(group.path("wantedVersion").asInt()).isEqualTo(1);
        assertThat(group.path("memory").asText()).isEqualTo("384m");
        assertThat(group.path("hasDatabase").asBoolean()).isTrue();
        assertThat(group.path("hasLogin").asBoolean(true)).isFalse();
        assertThat(group.path("hasMail").asBoolean(true)).isFalse();
        assertThat(group.path("hasMessaging").asBoolean(true)).isFalse();
        assertThat(group.has("madeVersion") || group.has("reportedAt")).isFalse();
    }

    @Test
    void changesNothingTheSecondTime() {
        Scene scene = new Scene(REALM, SCRATCH);
        JsonNode first = apply(scene, "memory: 384m").expect(200);
        JsonNode second = apply(
                        scene.admin,
                        scene.service,
                        "# The same, in other words.\n" + yaml(scene, "{workers: 1, memory: 384M}"))
                .expect(200);
        assertThat(second.path("version")).isEqualTo(first.path("version"));
        assertThat(second.path("yaml")).isEqualTo(first.path("yaml"));
        assertThat(second.path("changes")).isEmpty();
        JsonNode third = apply(scene, "memory: 768m").expect(200);
        assertThat(third.path("version").asInt()).isEqualTo(2);
        assertThat(texts(third.path("changes")))
                .containsExactly("environments." + scene.environment + ".memory: 384m → 768m");
        Answer page = scene.deployer.get(history(scene.service) + "?limit=1");
        assertThat(page.items("version")).containsExactly("2");
        assertThat(scene.deployer.get(page.next().orElseThrow()).items("version"))
                .containsExactly("1");
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing() {
        Scene scene = new Scene(REALM, SCRATCH);
        String service = SCRATCH.name();
        JsonNode dry = put(
                        scene.admin,
                        definition(service) + "?dryRun=true",
                        yaml(service, scene.environment, "workers: 2"))
                .expect(200);
        assertThat(dry.path("version").asInt()).isEqualTo(1);
        assertThat(dry.path("changes")).isNotEmpty();
        assertThat(dry.has("appliedAt") || dry.has("appliedBy")).isFalse();
        scene.deployer.get("/api/v1/services/" + service).expectProblem(404, "not-found");
        scene.deployer.get(definition(service)).expectProblem(404, "not-found");
        scene.deployer.get(history(service)).expectProblem(404, "not-found");
        assertThat(scene.deployer.get(history(scene.service)).items("version")).isEmpty();
        put(scene.admin, definition(service) + "?dryRun=perhaps", "a: b").expectProblem(400, "invalid-request");
    }

    @Test
    void tellsEveryMistakeWithItsPathAndItsLine() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer refused = apply(scene.admin, scene.service, """
                        service: %s
                        environments:
                          %s:
                            memory: lots
                          no-such-place: {}
                        databse: true
                        """.formatted(scene.service, scene.environment));
        JsonNode problem = refused.expectProblem(400, "invalid-definition");
        assertThat(refused.refused())
                .containsExactly(
                        "environments." + scene.environment + ".memory", "environments.no-such-place", "databse");
        assertThat(problem.at("/errors/0/detail").asText())
                .isEqualTo("line 4: must be a number of megabytes or gigabytes such as 768m or 2g, from 128m to 8g");
        assertThat(problem.at("/errors/1/detail").asText()).startsWith("line 5: is no environment of this line");
        assertThat(problem.at("/errors/2/detail").asText()).isEqualTo("line 6: is not known; did you mean database?");
        assertThat(scene.deployer.get(history(scene.service)).items("version")).isEmpty();
    }

    @Test
    void isRefusedWhereItIsNoYamlOrTooMuch() {
        Scene scene = new Scene(REALM, SCRATCH);
        for (String yaml : new String[] {"", "a: [", "a: &a [*a]", "[".repeat(60_000), "a: b\u0000"}) {
            apply(scene.admin, scene.service, yaml).expectProblem(400, "invalid-definition");
        }
        byte[] latin1 = "service: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        scene.admin
                .send(
                        "PUT",
                        definition(scene.service),
                        BodyPublishers.ofByteArray(latin1),
                        "Content-Type",
                        "application/yaml")
                .expectProblem(400, "invalid-definition");
        apply(scene.admin, scene.service, "# " + "a".repeat(64 * 1024)).expectProblem(413, "content-too-large");
        assertThat(scene.admin
                        .send(
                                "PUT",
                                definition(scene.service),
                                BodyPublishers.ofString("{}"),
                                "Content-Type",
                                "application/json")
                        .expectProblem(415, "unsupported-media-type")
                        .path("detail")
                        .asText())
                .contains("application/yaml");
        apply(scene.admin, "No-Name", "service: No-Name").expectProblem(400, "invalid-request");
    }

    @Test
    void isNotForTheLinesOwnNamesNorForOthers() {
        Scene scene = new Scene(REALM, SCRATCH);
        for (String own : new String[] {"slipway", "auth", "admin-3"}) {
            Answer refused = apply(scene.admin, own, yaml(own, scene.environment, "workers: 1"));
            refused.expectProblem(400, "invalid-definition");
            assertThat(refused.refused()).containsExactly("service");
        }
        // A service that is called as the server group of another would be.
        String other = scene.service + "-" + scene.environment;
        scene.deployer.post("/api/v1/services", Requests.service(other)).expect(201);
        Answer refused = apply(scene, "workers: 1");
        assertThat(refused.expectProblem(400, "invalid-definition")
                        .path("detail")
                        .asText())
                .contains("which is the service " + other);
        assertThat(refused.refused()).containsExactly("environments." + scene.environment);
    }

    @Test
    void leavesNobodyTheNamesOfItsServerGroups() {
        Scene scene = new Scene(REALM, SCRATCH);
        apply(scene, "workers: 1").expect(200);
        Answer refused =
                scene.deployer.post("/api/v1/services", Requests.service(scene.service + "-" + scene.environment));
        refused.expectProblem(409, "service-exists");
        assertThat(refused.refused()).containsExactly("name");
    }

    @Test
    void isForThoseWhoDeployEveryService() {
        Scene scene = new Scene(REALM, SCRATCH);
        apply(scene.deployer, scene.service, yaml(scene, "{}")).expect(200);
        for (Caller other :
                List.of(REALM.serviceDeployer(scene.service), REALM.client("viewer"), REALM.client("approver"))) {
            apply(other, scene.service, yaml(scene, "{}")).expectProblem(403, "forbidden");
            other.delete(definition(scene.service)).expectProblem(403, "forbidden");
        }
        TestAgent agent = scene.agent(REALM);
        apply(agent.caller(), scene.service, yaml(scene, "{}")).expectProblem(403, "forbidden");
        Caller.anonymous().get(definition(scene.service)).expectProblem(401, "unauthenticated");
        scene.admin.get("/api/v1/agent/server-groups").expectProblem(403, "forbidden");
    }

    @Test
    void isRemovedAndItsDataOnlyWhenThatIsSaidAgain() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.admin.delete(definition(scene.service)).expectProblem(404, "not-found");
        apply(scene, "workers: 2").expect(200);
        JsonNode early =
                scene.admin.delete(definition(scene.service) + "?data=drop").expectProblem(409, "data-in-use");
        assertThat(early.path("detail").asText()).contains("without data=drop first");
        scene.admin.delete(definition(scene.service) + "?data=all").expectProblem(400, "invalid-request");

        JsonNode removed = scene.admin.delete(definition(scene.service)).expect(200);
        assertThat(removed.path("operation").asText()).isEqualTo("removed");
        assertThat(removed.path("version").asInt()).isEqualTo(2);
        assertThat(removed.has("yaml")).isFalse();
        scene.deployer.get(definition(scene.service)).expectProblem(404, "not-found");
        assertThat(group(scene, scene.service).path("state").asText()).isEqualTo("removing");
        JsonNode again = scene.admin.delete(definition(scene.service)).expect(200);
        assertThat(again.path("version").asInt()).isEqualTo(2);
        assertThat(again.path("changes")).isEmpty();

        JsonNode dropped =
                scene.admin.delete(definition(scene.service) + "?data=drop").expect(200);
        assertThat(dropped.path("operation").asText()).isEqualTo("data-dropped");
        assertThat(scene.deployer.get(history(scene.service)).items("operation"))
                .containsExactly("data-dropped", "removed", "applied");
        scene.agent(REALM).drops();
        JsonNode back = apply(scene, "workers: 1").expect(200);
        assertThat(back.path("version").asInt()).isEqualTo(4);
        assertThat(group(scene, scene.service).path("isRemoved").asBoolean(true))
                .isFalse();
    }

    /** Two people who add something to it at once would lose one of both. */
    @Test
    void isRefusedWhereItWasMadeFromAnotherVersion() {
        Scene scene = new Scene(REALM, SCRATCH);
        String path = definition(scene.service) + "?baseVersion=";
        String small = yaml(scene, "{workers: 1, memory: 384m}");
        String large = yaml(scene, "{workers: 1, memory: 768m}");
        put(scene.admin, path + "1", small).expectProblem(412, "precondition-failed");
        JsonNode first = put(scene.admin, path + "0", small).expect(200);
        assertThat(put(scene.admin, path + "0", small).expect(200).path("version"))
                .as("sent twice")
                .isEqualTo(first.path("version"));
        Answer late = put(scene.admin, path + "0", large);
        late.expectProblem(412, "precondition-failed");
        assertThat(late.refused()).containsExactly("baseVersion");
        put(scene.admin, path + "1", large).expect(200);
        scene.admin.delete(definition(scene.service)).expect(200);
        put(scene.admin, path + "2", small).expectProblem(412, "precondition-failed");
        put(scene.admin, path + "0", small).expect(200);
    }

    @Test
    void isRefusedWhereItsTagIsOfAnotherVersion() {
        Scene scene = new Scene(REALM, SCRATCH);
        String path = definition(scene.service);
        applyIf(scene, "workers: 1", "If-Match", "*").expectProblem(412, "precondition-failed");
        Answer first = apply(scene, "workers: 1");
        assertThat(first.header("ETag")).matches("\"definition-1-[\\w-]{12}\"");
        String read = scene.deployer.get(path).header("ETag");
        assertThat(read).startsWith("\"definition-1-");
        assertThat(scene.deployer.get(path, "If-None-Match", read).status()).isEqualTo(304);
        Answer second = apply(scene, "workers: 2");
        Answer late = applyIf(scene, "workers: 3", "If-Match", read);
        late.expectProblem(412, "precondition-failed");
        assertThat(late.refused()).containsExactly("If-Match");
        assertThat(applyIf(scene, "workers: 2", "If-Match", read).expect(200).path("version"))
                .as("the same, sent twice")
                .isEqualTo(second.json().path("version"));
        removeIf(scene, read).expectProblem(412, "precondition-failed");
        Answer third = applyIf(scene, "workers: 3", "If-Match", second.header("ETag"));
        assertThat(third.expect(200).path("version").asInt()).isEqualTo(3);
        removeIf(scene, third.header("ETag")).expect(200);
    }

    @Test
    void isRefusedWithAPreconditionThatItDoesNotKnow() {
        Scene scene = new Scene(REALM, SCRATCH);
        Answer refused = applyIf(scene, "workers: 1", "If-None-Match", "*");
        refused.expectProblem(412, "precondition-failed");
        assertThat(refused.refused()).containsExactly("If-None-Match");
        scene.deployer.get(definition(scene.service)).expectProblem(404, "not-found");
    }

    private static Answer applyIf(Scene scene, String size, String header, String tag) {
        return scene.admin.send(
                "PUT",
                definition(scene.service),
                BodyPublishers.ofString(yaml(scene.service, scene.environment, size)),
                "Content-Type",
                "application/yaml",
                header,
                tag);
    }

    private static Answer removeIf(Scene scene, String tag) {
        return scene.admin.send("DELETE", definition(scene.service), BodyPublishers.noBody(), "If-Match", tag);
    }

    static Answer apply(Scene scene, String size) {
        return apply(scene.admin, scene.service, yaml(scene.service, scene.environment, size));
    }

    /** Defines a scene's service in another environment, too; and with more, if it is not empty. */
    static Answer applyInBoth(Scene scene, String other, String more) {
        return apply(scene.admin, scene.service, """
                service: %s
                environments:
                  %s: {workers: 1}
                  %s: {workers: 1}
                %s
                """.formatted(scene.service, other, scene.environment, more));
    }

    static String definition(String service) {
        return "/api/v1/services/" + service + "/definition";
    }

    static JsonNode group(Scene scene, String service) {
        JsonNode groups =
                scene.deployer.get("/api/v1/server-groups?service=" + service).expect(200);
        assertThat(groups.path("items")).hasSize(1);
        return groups.at("/items/0");
    }

    private static Answer apply(Caller caller, String service, String yaml) {
        return put(caller, definition(service), yaml);
    }

    private static Answer put(Caller caller, String path, String yaml) {
        return caller.send("PUT", path, BodyPublishers.ofString(yaml), "Content-Type", "application/yaml");
    }

    private static String yaml(Scene scene, String size) {
        return "service: " + scene.service + "\nenvironments:\n  " + scene.environment + ": " + size + "\n";
    }

    private static String yaml(String service, String environment, String size) {
        return "service: " + service + "\nenvironments:\n  " + environment + ":\n    " + size + "\n";
    }

    private static String history(String service) {
        return definition(service) + "s";
    }

    private static JsonNode me(Caller caller) {
        return caller.get("/api/v1/me").expect(200).path("name");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
