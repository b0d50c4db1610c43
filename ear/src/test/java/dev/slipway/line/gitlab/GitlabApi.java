package dev.slipway.line.gitlab;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's own OpenAPI document, held against what is asked of the stub and what it answers. Its source and licence are in the
 * file. GitLab makes it by a generator, which gets some of it wrong: {@link #corrected} has what is read otherwise here, and why.
 */
final class GitlabApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final OpenApiInteractionValidator VALIDATOR =
            OpenApiInteractionValidator.createForInlineApiSpecification(
                            corrected().toString())
                    .withLevelResolver(LevelResolver.create()
                            .withLevel("validation.request.parameter.query.unexpected", ValidationReport.Level.ERROR)
                            .build())
                    .build();

    private GitlabApi() {}

    /** One call with its answer: what of it the document does not have. */
    static synchronized List<String> faults(
            String method, URI uri, @Nullable String type, String body, int status, @Nullable JsonNode answer) {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, uri.getRawPath());
        query(uri).forEach(request::withQueryParam);
        if (type != null) {
            request.withContentType(type);
        }
        if (!body.isEmpty()) {
            request.withBody(body);
        }
        SimpleResponse.Builder response = SimpleResponse.Builder.status(status);
        if (answer != null && status < 400) {
            response.withContentType("application/json").withBody(answer.toString());
        }
        return VALIDATOR.validate(request.build(), response.build()).getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(message -> method + " " + uri + " " + status + ": " + message.getMessage())
                .toList();
    }

    /** The parameters in an address. */
    static Map<String, String> query(URI uri) {
        if (uri.getRawQuery() == null) {
            return Map.of();
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode corrected() {
        JsonNode document;
        try (InputStream file = Objects.requireNonNull(GitlabApi.class.getResourceAsStream("/gitlab/openapi.yaml"))) {
            document = new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode paths = document.path("paths");
        JsonNode schemas = document.path("components").path("schemas");

        // Lists are typed as one of their items.
        for (String list : List.of("groups/{id}/variables", "projects/{id}/variables", "runners/all")) {
            ObjectNode content =
                    (ObjectNode) paths.path("/api/v4/" + list).at("/get/responses/200/content/application~1json");
            content.set("schema", JSON.createObjectNode().put("type", "array").set("items", content.path("schema")));
        }
        // Which members of an answer may be null is not said.
        schemas.properties().stream()
                .filter(schema -> schema.getKey().startsWith("APIEntities"))
                .flatMap(schema -> schema.getValue().path("properties").properties().stream())
                .filter(member -> member.getValue().has("type"))
                .forEach(member -> ((ObjectNode) member.getValue()).put("nullable", true));
        // In answers these are text, where the request that sets them has their types.
        String settings = asked(paths, "application/settings", "put");
        retype(schemas, "APIEntitiesApplicationSetting", settings);
        retype(schemas, "APIEntitiesCiRunnerDetails", asked(paths, "runners/{id}", "put"));
        member(schemas, "APIEntitiesCiRunnerRegistrationDetails", "id").put("type", "integer");
        // Text in the request, too; by the pages on the API they are true or false, and this is a date.
        for (String setting :
                List.of("auto_devops_enabled", "disable_password_authentication_for_users_with_sso_identities")) {
            member(schemas, "APIEntitiesApplicationSetting", setting).put("type", "boolean");
            member(schemas, settings, setting).put("type", "boolean");
        }
        member(schemas, "APIEntitiesPersonalAccessToken", "expires_at").put("format", "date");
        // A group and a project are required of every runner, and an instance's has neither.
        ((ArrayNode) schemas.path(asked(paths, "user/runners", "post")).path("required"))
                .removeAll()
                .add("runner_type");
        paths.forEach(path -> path.properties().forEach(operation -> {
            // A number or a path: the validator takes a choice of types for JSON.
            for (JsonNode parameter : operation.getValue().path("parameters")) {
                if (parameter.path("schema").has("oneOf")) {
                    ((ObjectNode) parameter).putObject("schema").put("type", "string");
                }
            }
            // Groups and projects have a picture, which is sent as multipart/form-data; the pages have JSON for the
            // rest.
            JsonNode content = operation.getValue().path("requestBody").path("content");
            if (content.has("multipart/form-data")) {
                ((ObjectNode) content).set("application/json", content.path("multipart/form-data"));
            }
            // The pages' answer to whoever deletes.
            if (operation.getKey().equals("delete")) {
                ((ObjectNode) operation.getValue().path("responses"))
                        .putObject("204")
                        .put("description", "");
            }
        }));
        return document;
    }

    /** Gives an answer's members the types that they have in a request. */
    private static void retype(JsonNode schemas, String answer, String request) {
        ObjectNode said = (ObjectNode) schemas.path(answer).path("properties");
        schemas.path(request).path("properties").properties().stream()
                .filter(member -> said.has(member.getKey()))
                .forEach(member -> said.set(
                        member.getKey(), ((ObjectNode) member.getValue().deepCopy()).put("nullable", true)));
    }

    private static ObjectNode member(JsonNode schemas, String schema, String name) {
        return (ObjectNode) schemas.path(schema).path("properties").path(name);
    }

    /** The name of a request's schema. */
    private static String asked(JsonNode paths, String path, String method) {
        return paths.path("/api/v4/" + path)
                .path(method)
                .at("/requestBody/content/application~1json/schema/$ref")
                .asText()
                .replaceFirst(".*/", "");
    }
}
