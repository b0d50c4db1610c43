package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence is read when it comes, and kept as it came. */
@InTurn
class EvidenceIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Scene SCENE = new Scene(REALM, SCRATCH);
    private static final int FILES = Integer.getInteger("evidence.files", 10);
    private static int versions;

    @Test
    void readsAndKeepsAReportOfTests() {
        JsonNode release = release();
        Answer answer = SCENE.evidence(release, "TEST-ä \"1\".xml", Scene.FAILED);
        JsonNode added = answer.expect(201);
        assertThat(added.path("kind").asText()).isEqualTo("tests");
        assertThat(added.path("format").asText()).isEqualTo("junit-xml");
        assertThat(added.path("verdict").asText()).isEqualTo("failed");
        assertThat(added.at("/summary/failed").asInt()).isEqualTo(1);
        assertThat(added.path("size").asInt()).isEqualTo(Scene.FAILED.length());
        assertThat(added.has("failures")).isFalse();

        String path = "/api/v1/evidence/" + added.path("id").asText();
        assertThat(answer.header("Location")).endsWith(path);
        JsonNode shown = SCENE.deployer.get(path).expect(200);
        assertThat(shown.at("/failures/0/message").asText()).isEqualTo("no");
        assertThat(shown.at("/failures/0/detail").asText()).isEqualTo("why");

        Answer file = SCENE.deployer.get(path + "/file");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(Scene.FAILED);
        assertThat(file.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"TEST-_ _1_.xml\"; filename*=UTF-8''TEST-%C3%A4%20%221%22.xml");
        assertThat(file.header("Content-Security-Policy")).contains("sandbox");
        assertThat(file.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(list(release)).containsExactly(added.path("id").asText());
    }

    @Test
    void leavesNothingOfAMalformedFile() {
        JsonNode release = release();
        Answer refused = SCENE.evidence(release, "a.xml", "<testsuite>\n<testcase>\n</testsuite>");
        refused.expectProblem(400, "malformed-evidence");
        assertThat(refused.refused().get(0)).startsWith("line 3, column ");
        assertThat(list(release)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><testsuite name='&b;'/>",
                "{\"bomFormat\":\"CycloneDX\"",
                "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"a\",\"subject\":[{\"digest\":{\"sha256\":\"00\"}}]}",
                "",
                "hello"
            })
    void refusesWhatIsNoEvidence(String file) {
        SCENE.evidence(release(), "a", file).expectProblem(400, "malformed-evidence");
    }

    @ParameterizedTest
    @CsvSource({"'', name", "name=a&kind=secret, kind", "name=%0A, name"})
    void refusesParameters(String query, String field) {
        Answer refused =
                SCENE.deployer.send("POST", path(release()) + "?" + query, BodyPublishers.ofString(Scene.PASSED));
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly(field);
    }

    @Test
    void wantsWhatItIsToldToBe() {
        Answer refused = SCENE.deployer.send(
                "POST", path(release()) + "?name=a&kind=sbom", BodyPublishers.ofString(Scene.PASSED));
        refused.expectProblem(400, "malformed-evidence");
        assertThat(refused.refused()).containsExactly("kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/json", "text/plain", "application/x-www-form-urlencoded"})
    void looksAtNoMediaType(String type) {
        SCENE.deployer
                .send("POST", path(release()) + "?name=a", BodyPublishers.ofString(Scene.PASSED), "Content-Type", type)
                .expect(201);
    }

    @Test
    void takesAFileOnce() {
        JsonNode release = release();
        SCENE.evidence(release, "a.xml", Scene.PASSED).expect(201);
        SCENE.evidence(release, "b.xml", Scene.PASSED).expectProblem(409, "evidence-exists");
        SCENE.evidence(release(), "a.xml", Scene.PASSED).expect(201);
    }

    @Test
    void takesAFileOnceWhenManyCome() {
        JsonNode release = release();
        List<Answer> answers = Scene.atOnce(
                4, i -> CompletableFuture.supplyAsync(() -> SCENE.evidence(release, "a.xml", Scene.PASSED)));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(3);
    }

    @Test
    void givesTheFirstAnswerUnderTheSameKey() {
        JsonNode release = release();
        String key = UUID.randomUUID().toString();
        JsonNode first = keyed(release, Scene.PASSED, key).expect(201);
        assertThat(keyed(release, Scene.PASSED, key).expect(201)).isEqualTo(first);
        keyed(release, Scene.FAILED, key).expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void takesTwentyMegabytes(@TempDir Path folder) {
        JsonNode release = release();
        String filler = "<!--" + "x".repeat((20 << 20) - Scene.PASSED.length() - 7) + "-->";
        JsonNode added = SCENE.evidence(release, "a.xml", written(folder, Scene.PASSED + filler))
                .expect(201);
        assertThat(added.path("size").asInt()).isEqualTo(20 << 20);
        Answer file = SCENE.deployer.get("/api/v1/evidence/" + added.path("id").asText() + "/file");
        assertThat(file.body()).hasSize(20 << 20).endsWith("-->");
        assertThat(list(release)).hasSize(1);
    }

    /** More than twice as many as a worker admits at a time; with {@code -Devidence.files=16}, nearly all the memory that it has. */
    @Test
    void takesManyLargeFilesAtOnce(@TempDir Path folder) {
        JsonNode release = release();
        String text = "x".repeat(19 << 20);
        List<Answer> answers = Scene.atOnce(
                FILES,
                i -> CompletableFuture.supplyAsync(() -> SCENE.evidence(
                        release,
                        "a.xml",
                        written(
                                folder,
                                "<testsuite><testcase name='" + i + "'/><system-out><![CDATA[" + text
                                        + "]]></system-out></testsuite>"))));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 429, 503));
        assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
    }

    @Test
    void letsDeployersAddAndViewersRead() {
        JsonNode release = release();
        Caller viewer = REALM.client("viewer");
        viewer.send("POST", path(release) + "?name=a", BodyPublishers.ofString(Scene.PASSED))
                .expectProblem(403, "forbidden");
        Caller.anonymous().get(path(release)).expectProblem(401, "unauthenticated");
        JsonNode added = SCENE.evidence(release, "a", Scene.PASSED).expect(201);
        viewer.get("/api/v1/evidence/" + added.path("id").asText()).expect(200);
        REALM.client()
                .get("/api/v1/evidence/" + added.path("id").asText() + "/file")
                .expectProblem(403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evidence/00000000-0000-0000-0000-000000000000",
                "evidence/x",
                "evidence/00000000-0000-0000-0000-000000000000/file",
                "releases/00000000-0000-0000-0000-000000000000/evidence",
                "releases/00000000-0000-0000-0000-000000000000/commits"
            })
    void saysWhenThereIsNothing(String path) {
        SCENE.deployer.get("/api/v1/" + path).expectProblem(404, "not-found");
    }

    private static Path written(Path folder, String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "evidence", ".xml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer keyed(JsonNode release, String file, String key) {
        return SCENE.deployer.send(
                "POST", path(release) + "?name=a", BodyPublishers.ofString(file), "Idempotency-Key", key);
    }

    private static synchronized JsonNode release() {
        return SCENE.release("1." + versions++);
    }

    private static String path(JsonNode release) {
        return "/api/v1/releases/" + release.path("id").asText() + "/evidence";
    }

    private static List<String> list(JsonNode release) {
        return SCENE.deployer.get(path(release)).items("id");
    }
}
