package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Contract;
import dev.slipway.line.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API's description, as the running server gives it, and the API itself say the same. */
@InTurn
class OpenApiIT {
    private static final Contract CONTRACT = Line.running().contract();
    private static final JsonNode DOCUMENT =
            Caller.anonymous().get("/openapi?format=JSON").expect(200);
    private static final Set<String> OPERATIONS = Set.of("get", "post", "put", "patch", "delete");

    @Test
    void isOpenApi31() {
        assertThat(DOCUMENT.path("openapi").asText()).startsWith("3.1");
        assertThat(DOCUMENT.at("/info/title").asText()).isEqualTo("Slipway ledger");
        assertThat(DOCUMENT.at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
    }

    @Test
    void isWhatTheBuildMade() throws IOException {
        JsonNode built = new ObjectMapper()
                .readTree(Line.checkout()
                        .resolve("web-api/target/openapi/openapi.json")
                        .toFile());
        for (String part : List.of("paths", "components", "tags", "security")) {
            assertThat(DOCUMENT.path(part)).as(part).isEqualTo(built.path(part));
        }
    }

    @Test
    void isServedAsYamlToo() {
        Answer yaml = Caller.anonymous().get("/openapi");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
        assertThat(yaml.body()).contains("openapi: 3.1");
    }

    @ParameterizedTest
    @CsvSource({"/openapi?format=json, */*", "/openapi, application/json", "/openapi.json, */*"})
    void isServedAsJsonToWhoeverAsksForThat(String path, String accepted) {
        Answer answer = Caller.anonymous().get(path, "Accept", accepted);
        assertThat(answer.expect(200)).isEqualTo(DOCUMENT);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        // Another version's has the same date.
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void describesEveryOperationInFull() {
        List<String> names = new ArrayList<>();
        operations().forEach(operation -> {
            names.add(operation.path("operationId").asText());
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(operation
                                    .at("/responses/default/content/application~1problem+json")
                                    .isMissingNode()
                            && operation.at("/responses/default/$ref").isMissingNode())
                    .as("problems of %s", operation)
                    .isFalse();
        });
        assertThat(names).doesNotHaveDuplicates().doesNotContain("").hasSizeGreaterThan(13);
    }

    @Test
    void givesAnExampleOfEveryMember() {
        DOCUMENT.at("/components/schemas").properties().forEach(schema -> {
            if (!schema.getValue().has("enum") && !schema.getKey().startsWith("Page")) {
                schema.getValue().path("properties").properties().forEach(member -> {
                    JsonNode description = member.getValue();
                    boolean isIllustrated = description.has("examples")
                            || description.has("example")
                            || description.has("$ref")
                            || description.path("type").asText().equals("array")
                            || description.path("type").asText().equals("boolean");
                    assertThat(isIllustrated)
                            .as("%s.%s: %s", schema.getKey(), member.getKey(), description)
                            .isTrue();
                });
            }
        });
    }

    /** Each answer itself is held against the document by {@link dev.slipway.line.Contract}, as every test gets it. */
    @Test
    void declaresWhatEveryOperationCanAnswer() {
        CONTRACT.operations().forEach(operation -> {
            Set<String> statuses = operation.statuses();
            assertThat(statuses).as("%s", operation).contains("401", "503");
            assertThat(statuses).as("%s", operation).anyMatch(status -> status.startsWith("2"));
            if (operation.description().has("requestBody")) {
                assertThat(statuses).as("%s", operation).contains("400", "413", "415");
            }
            if (operation.path().contains("{")) {
                assertThat(statuses).as("%s", operation).contains("404");
            }
            for (String status : statuses) {
                JsonNode response = CONTRACT.resolve(operation.description().at("/responses/" + status));
                assertThat(response.path("description").asText()).isNotBlank();
                if (status.compareTo("400") >= 0) {
                    JsonNode problem = response.at("/content/application~1problem+json");
                    assertThat(problem.path("examples").size()
                                    + problem.path("example").size())
                            .as("examples of %s %s", operation, status)
                            .isPositive();
                }
            }
        });
    }

    @Test
    void tellsTheHeadersOfAnswers() {
        CONTRACT.operations().forEach(operation -> {
            JsonNode responses = operation.description().path("responses");
            if (responses.has("201")) {
                assertThat(responses.at("/201/headers").has("Location"))
                        .as("%s", operation)
                        .isTrue();
            }
            if (responses.has("304")) {
                assertThat(responses.at("/200/headers").has("ETag"))
                        .as("%s", operation)
                        .isTrue();
            }
        });
        assertThat(DOCUMENT.at("/paths/~1api~1v1~1services/get/responses/200/headers")
                        .has("Link"))
                .isTrue();
        assertThat(DOCUMENT.at("/paths/~1api~1v1~1deployments~1export/get/responses/200/headers")
                        .has("Link"))
                .isTrue();
        assertThat(DOCUMENT.at("/components/responses/ServiceUnavailable/headers")
                        .has("Retry-After"))
                .isTrue();
    }

    @Test
    void explainsEveryProblem() {
        String page = Caller.anonymous().get("/docs/problems/").body();
        for (String slug :
                new String[] {"not-found", "invalid-request", "release-exists", "idempotency-key-reused", "forbidden"
                }) {
            assertThat(page).contains("id=\"" + slug + "\"");
        }
    }

    private static List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        DOCUMENT.path("paths")
                .forEach(path -> path.properties().forEach(entry -> {
                    if (OPERATIONS.contains(entry.getKey())) {
                        operations.add(entry.getValue());
                    }
                }));
        return operations;
    }
}
