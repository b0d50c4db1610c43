package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger refuses, it refuses by name and in one answer. */
@InTurn
class ValidationIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller ADMIN = REALM.client("admin");
    private static final String SERVICE = SCRATCH.service(ADMIN);

    static Stream<Arguments> refusedMembers() {
        Object[] names = {"", "Upper", "1st", "-x", "a b", "a_b", "é", "a".repeat(64), "a\u0000", "../etc"};
        Object[] lines = {"", " a", "a ", "a\nb", "a\tb", "a\u0000b", "a\u2028b", "x".repeat(201), "\ud800"};
        Object[] versions = {"", ".1", "-1", "a b", "1/2", "v".repeat(65), "1\n"};
        Object[] times = {
            "",
            "yesterday",
            "2026-11-23",
            "2026-11-23T10:15:30",
            "2026-13-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2300-01-01T00:00:00Z"
        };
        return Stream.of(
                        refused("services", "name", names),
                        refused("services", "title", lines),
                        refused("environments", "name", names),
                        refused("environments", "title", lines),
                        refused("environments", "rank", -1, 10_000, 1.5, "50", 1L << 40, true, List.of(1)),
                        refused("releases", "service", names),
                        refused("releases", "version", versions),
                        refused("releases", "commit", "", "abc", "ABCDEF0", "g".repeat(40), "a".repeat(65)),
                        refused(
                                "releases",
                                "artifactDigest",
                                "",
                                "sha256:",
                                "sha1:" + "a".repeat(64),
                                "sha256:" + "A".repeat(64)),
                        refused(
                                "releases",
                                "sourceUrl",
                                "",
                                "javascript:alert(1)",
                                "ftp://a",
                                "https://",
                                "https://a b",
                                "https://" + "a".repeat(2001)),
                        refused("releases", "builtAt", times),
                        refused("deployments", "service", names),
                        refused("deployments", "version", versions),
                        refused("deployments", "environment", names),
                        refused("deployments", "channel", "", "PIPELINE", "ftp", 0, 1),
                        refused("deployments", "startedAt", times),
                        refused("deployments", "finishedAt", times),
                        refused("deployments", "outcome", "", "Succeeded", "unknown", 0))
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> refused(String list, String member, Object... values) {
        Stream<Object> ofWrongType = Stream.of(List.of("a"), Map.of("a", "b"), false);
        return Stream.concat(Stream.of(values), ofWrongType)
                .map(value -> argumentSet(list + " " + member + ": " + shown(value), list, member, value));
    }

    private static String shown(Object value) {
        String text = value.toString().replaceAll("[^ -~]", "?");
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    @ParameterizedTest
    @MethodSource("refusedMembers")
    void namesTheMemberThatItRefuses(String list, String member, Object value) {
        Answer answer = ADMIN.post("/api/v1/" + list, Requests.with(valid(list), member, value));
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly(member);
    }

    @ParameterizedTest
    @CsvSource({
        "services, 'name, title'",
        "environments, 'name, rank, title'",
        "releases, 'artifactDigest, service, version'",
        "deployments, 'environment, finishedAt, outcome, service, startedAt, version'"
    })
    void namesEveryMissingMemberAtOnce(String list, String members) {
        for (String body : new String[] {"{}", nulls(members)}) {
            Answer answer = ADMIN.postText("/api/v1/" + list, body, "Content-Type", "application/json");
            answer.expectProblem(400, "invalid-request");
            assertThat(answer.refused()).containsExactlyInAnyOrder(members.split(", ", -1));
        }
    }

    private static Map<String, Object> valid(String list) {
        return switch (list) {
            case "services" -> Requests.service("it-never-made");
            case "environments" -> Requests.environment("it-never-made");
            case "releases" -> Requests.release(SERVICE, "0.0");
            default -> Requests.deployment(SERVICE, "0.0");
        };
    }

    private static String nulls(String members) {
        return Stream.of(members.split(", ", -1))
                .map(member -> "\"" + member + "\":null")
                .collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "environments", "releases", "deployments"})
    void namesUnknownMembersBesideWrongOnes(String list) {
        Map<String, Object> request = Requests.with(Requests.with(valid(list), "nmae", "x"), "title", 5);
        Answer answer = ADMIN.post("/api/v1/" + list, request);
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactlyInAnyOrder("nmae", "title");
    }

    @Test
    void refusesADeploymentThatEndsBeforeItBegins() {
        Map<String, Object> request = Requests.with(valid("deployments"), "finishedAt", "2026-11-23T10:15:29Z");
        Answer answer = ADMIN.post("/api/v1/deployments", request);
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly("finishedAt");
    }

    @Test
    void refusesADeploymentThatTookAllDay() {
        String startedAt = Requests.STARTED.minus(6, ChronoUnit.HOURS).toString();
        Answer answer = ADMIN.post("/api/v1/deployments", Requests.with(valid("deployments"), "startedAt", startedAt));
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly("startedAt");
    }

    /** An admin brings along a history from elsewhere; that it was recorded later shows. */
    @Test
    void takesAnotherChannelAndALongPastUnderAPolicyFromAdminsAlone() {
        Scene scene = new Scene(REALM, SCRATCH);
        scene.release("1.0");
        Map<String, Object> past = past(scene, "console");
        Caller.pipeline().post("/api/v1/deployments", past(scene, "pipeline")).expect(201);
        assertThat(Caller.pipeline().post("/api/v1/deployments", past).refused())
                .containsExactly("channel");

        scene.policy(Requests.policy(0, false));
        Answer answer = Caller.pipeline().post("/api/v1/deployments", past);
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactlyInAnyOrder("channel", "finishedAt");
        JsonNode recorded = scene.admin.post("/api/v1/deployments", past).expect(201);
        assertThat(recorded.path("channel").asText()).isEqualTo("console");
        assertThat(Instant.parse(recorded.path("recordedAt").asText())).isAfter(Requests.STARTED);
    }

    private static Map<String, Object> past(Scene scene, String channel) {
        Map<String, Object> past =
                Requests.with(Requests.deployment(scene.service, "1.0"), "environment", scene.environment);
        past.put("channel", channel);
        past.put("startedAt", "2020-01-01T10:00:00Z");
        past.put("finishedAt", "2020-01-01T10:00:12Z");
        return past;
    }

    @Test
    void tellsTheChannelFromWhoRecords() {
        ADMIN.post("/api/v1/releases", Requests.release(SERVICE, "1.0")).expect(201);
        Map<String, Object> unsaid = Requests.with(Requests.deployment(SERVICE, "1.0"), "channel", null);
        assertThat(Caller.pipeline()
                        .post("/api/v1/deployments", unsaid)
                        .expect(201)
                        .path("channel")
                        .asText())
                .isEqualTo("pipeline");
    }

    @Test
    void refusesADeploymentInTheFuture() {
        Map<String, Object> request = Requests.with(valid("deployments"), "finishedAt", "2199-01-01T00:00:00Z");
        Answer answer = ADMIN.post("/api/v1/deployments", request);
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly("finishedAt");
    }

    @Test
    void namesReferencesThatItDoesNotKnow() {
        Answer release = ADMIN.post("/api/v1/releases", Requests.release("it-no-such-service", "1"));
        release.expectProblem(422, "unknown-reference");
        assertThat(release.refused()).containsExactly("service");
        Answer deployment = ADMIN.post(
                "/api/v1/deployments",
                Requests.with(Requests.deployment(SERVICE, "404"), "environment", "it-no-such-environment"));
        deployment.expectProblem(422, "unknown-reference");
        assertThat(deployment.refused()).containsExactlyInAnyOrder("version", "environment");
    }

    @ParameterizedTest
    @CsvSource({
        "services, limit, 0",
        "services, limit, 101",
        "services, limit, -1",
        "services, limit, ten",
        "services, limit, ''",
        "services, after, UPPER",
        "environments, limit, 1.5",
        "environments, after, x",
        "releases, limit, 9999999999",
        "releases, after, x",
        "releases, after, f_______________________________",
        "releases, service, UPPER",
        "deployments, limit, 0x10",
        "deployments, after, x",
        "deployments, after, f_______________________________",
        "deployments, service, UPPER",
        "deployments, environment, UPPER",
        "deployments, channel, ftp",
        "deployments, outcome, maybe",
        "deployments, live, yes",
        "deployments, actor, '%0A'",
        "deployments, actor, '%00'"
    })
    void namesTheParameterThatItRefuses(String list, String parameter, String value) {
        Answer answer = ADMIN.get("/api/v1/" + list + "?" + parameter + "=" + value);
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly(parameter);
    }

    /** Ignored, it would have the request do something else than what was asked for. */
    @ParameterizedTest
    @CsvSource({
        "DELETE, services/it-no-such/definition?dryRun=true, dryRun",
        "PUT, services/it-no-such/definition?dryrun=true, dryrun",
        "PUT, services/it-no-such/definition?baseversion=3&dryRun=true, baseversion",
        "GET, deployments/export?format=csv&enviroment=production, enviroment",
        "GET, deployments?service=a&service=b, service",
        "GET, services?limit=1&limit=1, limit",
        "GET, me?name=x, name",
    })
    void refusesParametersThatItDoesNotKnow(String method, String path, String parameter) {
        Answer answer = method.equals("GET")
                ? ADMIN.get("/api/v1/" + path)
                : ADMIN.send(method, "/api/v1/" + path, BodyPublishers.noBody(), "Content-Type", "application/yaml");
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly(parameter);
    }

    @Test
    void refusesAnIdempotencyKeyThatIsTooLong() {
        Answer answer = ADMIN.post("/api/v1/services", valid("services"), "Idempotency-Key", "k".repeat(256));
        answer.expectProblem(400, "invalid-request");
        assertThat(answer.refused()).containsExactly("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"name\":}",
                "{\"name\":\"a\"",
                "{'name':'a'}",
                "{\"name\":\"a\"}}",
                "{} {}",
                "{\"name\":\"a\",}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "<name>a</name>",
                "name=a",
                "{\"name\":\"\\u12\"}",
                "\u0000"
            })
    void saysWhereJsonIsMalformed(String body) {
        ADMIN.postText("/api/v1/services", body, "Content-Type", "application/json")
                .expectProblem(400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"a\"", "5", "true", "[{\"name\":\"a\",\"title\":\"A\"}]"})
    void refusesJsonThatIsNoObject(String body) {
        ADMIN.postText("/api/v1/services", body, "Content-Type", "application/json")
                .expectProblem(400, "invalid-request");
    }

    @Test
    void refusesBytesThatAreNoText() {
        byte[] latin1 = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xe9, '"', '}'};
        ADMIN.send("POST", "/api/v1/services", BodyPublishers.ofByteArray(latin1), "Content-Type", "application/json")
                .expectProblem(400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x"
            })
    void takesJsonAlone(String mediaType) {
        ADMIN.postText("/api/v1/services", "{\"name\":\"a\",\"title\":\"A\"}", "Content-Type", mediaType)
                .expectProblem(415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/png"})
    void speaksJsonAlone(String mediaType) {
        ADMIN.get("/api/v1/services", "Accept", mediaType).expectProblem(406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, services",
        "DELETE, services/slipway",
        "PATCH, deployments",
        "POST, me",
        "PUT, environments/production"
    })
    void saysWhichMethodsWork(String method, String path) {
        Answer answer = ADMIN.send(
                method, "/api/v1/" + path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");
        answer.expectProblem(405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        for (int size : new int[] {(1 << 20) + 1, 3 << 20, 40 << 20}) {
            ADMIN.postText("/api/v1/services", " ".repeat(size), "Content-Type", "application/json")
                    .expectProblem(413, "content-too-large");
        }
    }

    @Test
    void tellsNothingOfItsInside() {
        for (String body : new String[] {"{", "[]", "{\"name\":{}}"}) {
            assertThat(ADMIN.postText("/api/v1/services", body, "Content-Type", "application/json")
                            .body())
                    .doesNotContain("dev.slipway", "com.fasterxml", "Exception", "jakarta", "org.");
        }
    }
}
