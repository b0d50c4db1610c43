package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The API's description, as the running server gives it, and the API itself say the same. */
class OpenApiIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Caller PIPELINE = Caller.pipeline();
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
    void isServedAsYamlToo() {
        Answer yaml = Caller.anonymous().get("/openapi");
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.body()).contains("openapi: 3.1");
    }

    @Test
    void describesEveryPath() {
        assertThat(DOCUMENT.path("paths").fieldNames())
                .toIterable()
                .contains(
                        "/api/v1/services",
                        "/api/v1/services/{name}",
                        "/api/v1/environments",
                        "/api/v1/environments/{name}",
                        "/api/v1/releases",
                        "/api/v1/releases/{id}",
                        "/api/v1/deployments",
                        "/api/v1/deployments/{id}",
                        "/api/v1/me",
                        "/api/v1/releases/{id}/commits",
                        "/api/v1/releases/{id}/evidence",
                        "/api/v1/evidence/{id}",
                        "/api/v1/evidence/{id}/file",
                        "/api/v1/environments/{name}/policy",
                        "/api/v1/environments/{name}/policy/history",
                        "/api/v1/gate",
                        "/api/v1/approvals",
                        "/api/v1/approvals/{id}",
                        "/api/v1/deployment-requests",
                        "/api/v1/deployment-requests/{id}",
                        "/api/v1/deployment-requests/{id}/withdrawal",
                        "/api/v1/deployments/{id}/changes");
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
                            || member.getKey().equals("instance");
                    assertThat(isIllustrated)
                            .as("%s.%s: %s", schema.getKey(), member.getKey(), description)
                            .isTrue();
                });
            }
        });
    }

    @Test
    void describesWhatTheApiAnswers() {
        String service = SCRATCH.service(PIPELINE);
        JsonNode release = PIPELINE.post("/api/v1/releases", Requests.release(service, "1.0"))
                .expect(201);
        JsonNode deployment = PIPELINE.post("/api/v1/deployments", Requests.deployment(service, "1.0"))
                .expect(201);
        Map<String, JsonNode> answers = Map.of(
                "ServiceResponse", PIPELINE.get("/api/v1/services/" + service).expect(200),
                "EnvironmentResponse",
                        PIPELINE.get("/api/v1/environments/production").expect(200),
                "ReleaseResponse", release,
                "DeploymentResponse", deployment,
                "MeResponse", PIPELINE.get("/api/v1/me").expect(200),
                "Problem", PIPELINE.get("/api/v1/services/no-such").expectProblem(404, "not-found"));
        answers.forEach((schema, answer) -> {
            JsonNode described = DOCUMENT.at("/components/schemas/" + schema);
            assertThat(answer.fieldNames()).toIterable().isSubsetOf(names(described.path("properties")));
            assertThat(names(answer)).as(schema).containsAll(texts(described.path("required")));
        });
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

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
