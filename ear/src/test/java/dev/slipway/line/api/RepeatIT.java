package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same request again: a conflict, or with an Idempotency-Key the first answer. */
@InTurn
class RepeatIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final int AT_ONCE = 20;
    private static final Caller ADMIN = REALM.client("admin");

    static Stream<String> lists() {
        return Stream.of("services", "environments", "releases", "deployments");
    }

    @ParameterizedTest
    @CsvSource({
        "services, service-exists, name",
        "environments, environment-exists, name",
        "releases, release-exists, version"
    })
    void isAConflict(String list, String slug, String member) {
        Map<String, Object> request = request(list);
        ADMIN.post("/api/v1/" + list, request).expect(201);
        Answer again = ADMIN.post("/api/v1/" + list, request);
        again.expectProblem(409, slug);
        assertThat(again.refused()).containsExactly(member);
    }

    @ParameterizedTest
    @CsvSource({
        "services, service-exists, name",
        "environments, environment-exists, name",
        "releases, release-exists, version"
    })
    void isDecidedOnceWhenManyComeTogether(String list, String slug, String member) {
        Map<String, Object> request = request(list);
        List<Answer> answers = atOnce(i -> ADMIN.postAsync("/api/v1/" + list, request));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            answer.expectProblem(409, slug);
            assertThat(answer.refused()).containsExactly(member);
        });
    }

    @ParameterizedTest
    @MethodSource("lists")
    void getsTheFirstAnswerUnderTheSameKey(String list) {
        Map<String, Object> request = request(list);
        String key = UUID.randomUUID().toString();
        Answer first = ADMIN.post("/api/v1/" + list, request, "Idempotency-Key", key);
        JsonNode made = first.expect(201);
        for (int i = 0; i < 3; i++) {
            Answer again = ADMIN.post("/api/v1/" + list, request, "Idempotency-Key", key);
            assertThat(again.expect(201)).isEqualTo(made);
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void getsOneAnswerWhenManyComeTogetherUnderOneKey(String list) {
        Map<String, Object> request = request(list);
        String key = UUID.randomUUID().toString();
        List<Answer> answers = atOnce(i -> ADMIN.postAsync("/api/v1/" + list, request, "Idempotency-Key", key));
        assertThat(answers.stream().map(answer -> answer.expect(201)).distinct())
                .hasSize(1);
        if (list.equals("deployments")) {
            assertThat(ADMIN.get("/api/v1/deployments?service=" + request.get("service"))
                            .items("id"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void isRefusedUnderAKeyThatWasUsedForSomethingElse(String list) {
        String key = UUID.randomUUID().toString();
        ADMIN.post("/api/v1/" + list, request(list), "Idempotency-Key", key).expect(201);
        Answer other = ADMIN.post("/api/v1/" + list, request(list), "Idempotency-Key", key);
        other.expectProblem(422, "idempotency-key-reused");
        assertThat(other.refused()).containsExactly("Idempotency-Key");
        ADMIN.post("/api/v1/services", request("services"), "Idempotency-Key", key)
                .expectProblem(422, "idempotency-key-reused");
    }

    @Test
    void isTheSameInWhateverOrderAndSpacing() {
        String name = SCRATCH.name();
        String key = UUID.randomUUID().toString();
        String[] type = {"Content-Type", "application/json", "Idempotency-Key", key};
        JsonNode first = ADMIN.postText("/api/v1/services", "{\"name\":\"%s\",\"title\":\"A\"}".formatted(name), type)
                .expect(201);
        JsonNode second = ADMIN.postText(
                        "/api/v1/services", "{ \"title\" : \"\\u0041\",\n\"name\":\"%s\" }".formatted(name), type)
                .expect(201);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void keepsTheKeysOfEveryCallerApart() {
        Caller other = REALM.client("deployer");
        String key = UUID.randomUUID().toString();
        ADMIN.post("/api/v1/services", request("services"), "Idempotency-Key", key)
                .expect(201);
        other.post("/api/v1/services", request("services"), "Idempotency-Key", key)
                .expect(201);
    }

    /** What fails leaves nothing behind: not the key either. */
    @Test
    void freesTheKeyOfARequestThatFailed() {
        Map<String, Object> taken = request("releases");
        ADMIN.post("/api/v1/releases", taken).expect(201);
        String key = UUID.randomUUID().toString();
        ADMIN.post("/api/v1/releases", taken, "Idempotency-Key", key).expectProblem(409, "release-exists");
        ADMIN.post("/api/v1/releases", request("releases"), "Idempotency-Key", key)
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255})
    void takesShortAndLongKeys(int length) {
        Map<String, Object> request = request("services");
        String key = UUID.randomUUID().toString().repeat(8).substring(0, length);
        assertThat(REALM.client("deployer")
                        .post("/api/v1/services", request, "Idempotency-Key", key)
                        .status())
                .isEqualTo(201);
    }

    private static List<Answer> atOnce(IntFunction<CompletableFuture<Answer>> call) {
        List<CompletableFuture<Answer>> answers =
                IntStream.range(0, AT_ONCE).mapToObj(call).toList();
        return answers.stream().map(Caller::join).toList();
    }

    private static Map<String, Object> request(String list) {
        return switch (list) {
            case "services" -> Requests.service(SCRATCH.name());
            case "environments" -> Requests.environment(SCRATCH.name());
            case "releases" -> Requests.release(SCRATCH.service(ADMIN), "1.0");
            default -> {
                String service = SCRATCH.service(ADMIN);
                ADMIN.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
                yield Requests.deployment(service, "1.0");
            }
        };
    }
}
