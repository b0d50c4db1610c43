package dev.slipway.ledger.platform.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Adds to every operation what its method, its parameters and its body imply: the problems it can answer with, each
 * with an example of every type; the headers of its answers; 304 for what was read before. An operation's own
 * declarations stay. Also marks the required members of the answers' schemas. Only the build loads it.
 */
public class SharedResponses implements OASFilter {
    private static final String COMPONENTS = "#/components/responses/";
    private static final String PAGES = "#/components/schemas/Page";

    private static final Set<String> ABOUT_PAGES = Set.of("limit", "after");

    private static final Map<Integer, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry(304, "NotModified"),
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(406, "NotAcceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "ContentTooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "UnprocessableContent"),
            Map.entry(423, "Locked"),
            Map.entry(428, "PreconditionRequired"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "InternalServerError"),
            Map.entry(503, "ServiceUnavailable")));

    private static final Map<Integer, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(304, "It still matches the tag in If-None-Match."),
            Map.entry(400, "The request breaks a rule, or cannot be read."),
            Map.entry(401, "The caller did not say, or could not prove, who they are."),
            Map.entry(403, "The caller may not do this."),
            Map.entry(404, "It does not exist."),
            Map.entry(406, "The answer cannot be given in a media type that the client accepts."),
            Map.entry(409, "It conflicts with the current state."),
            Map.entry(
                    412,
                    "It was changed since the version that If-Match or baseVersion names, or this address has no such"
                            + " precondition."),
            Map.entry(413, "The body is too large."),
            Map.entry(415, "The body's media type is not supported."),
            Map.entry(422, "The request refers to something unknown, or asks for too much."),
            Map.entry(423, "The environment is locked by another deployment."),
            Map.entry(428, "The header If-Match is missing."),
            Map.entry(429, "The caller, or their address, holds too many connections open."),
            Map.entry(500, "A fault of the ledger."),
            Map.entry(503, "Something that the ledger needs does not answer just now."));

    private final IndexView index;

    /** Completes the document that was made of the classes in this index. */
    public SharedResponses(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        RequiredProperties.addTo(api.getComponents().getSchemas(), index);
        NAMES.forEach((status, name) -> api.getComponents().addResponse(name, response(status)));
        api.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, item, method, operation)));
    }

    private static void describe(String path, PathItem item, HttpMethod method, Operation operation) {
        for (int status : statuses(path, item, method, operation)) {
            if (operation.getResponses().getAPIResponse(String.valueOf(status)) == null) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                String.valueOf(status),
                                OASFactory.createAPIResponse().ref(COMPONENTS + NAMES.get(status)));
            }
        }
        APIResponse created = operation.getResponses().getAPIResponse("201");
        if (created != null) {
            created.addHeader("Location", header("Where it is.", "https://mywebapp.localtest.me/api/v1/…"));
        }
        APIResponse read = operation.getResponses().getAPIResponse("200");
        if (method == HttpMethod.GET && json(read) != null) {
            read.addHeader(
                    "ETag",
                    header(
                            "Changes with the answer; for If-None-Match.",
                            "W/\"LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564\""));
        }
        if (method == HttpMethod.PUT && read != null && isTagged(item, operation, read)) {
            read.addHeader(
                    "ETag",
                    header(
                            "Of what is in force now; for If-Match. Not where nothing was put in force.",
                            "\"policy-3-LCa0a2j_xo_5\""));
        }
        if (method == HttpMethod.GET && read != null && isPaged(operation, read)) {
            read.addHeader(
                    "Link",
                    header(
                            "Where the next page is, with rel=\"next\"; not on the last page.",
                            "<https://mywebapp.localtest.me/api/v1/…>; rel=\"next\""));
        }
    }

    private static Set<Integer> statuses(String path, PathItem item, HttpMethod method, Operation operation) {
        Set<Integer> statuses = new TreeSet<>(Set.of(400, 401, 406, 500, 503));
        boolean hasBody = operation.getRequestBody() != null;
        boolean isOpen = operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .allMatch(way -> way.getSchemes().isEmpty());
        if (!isOpen) {
            statuses.add(403);
        }
        if (path.contains("{") || item.getParameters() != null || isOpen) {
            statuses.add(404);
        }
        if (hasBody) {
            statuses.addAll(Set.of(413, 415));
        }
        if (method != HttpMethod.GET) {
            statuses.add(412);
        }
        if (operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> "If-Match".equals(parameter.getName())
                                && Boolean.TRUE.equals(parameter.getRequired()))) {
            statuses.add(428);
        }
        if (method == HttpMethod.GET && isFiltered(operation)) {
            statuses.add(422);
        }
        if (method != HttpMethod.GET && !isOpen) {
            statuses.addAll(Set.of(409, 422));
        }
        if (method == HttpMethod.GET && json(operation.getResponses().getAPIResponse("200")) != null) {
            statuses.add(304);
        }
        return statuses;
    }

    private static APIResponse response(int status) {
        APIResponse response = OASFactory.createAPIResponse().description(DESCRIPTIONS.get(status));
        if (status < 400) {
            return response.addHeader(
                    "ETag",
                    header("The tag that the client sent.", "W/\"LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564\""));
        }
        if (status == 401) {
            response.addHeader("WWW-Authenticate", header("How to prove who is calling.", "Bearer realm=\"slipway\""));
        }
        if (status == 423 || status == 429 || status == 503) {
            response.addHeader("Retry-After", header("After how many seconds to try again.", "5"));
        }
        MediaType content = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("#/components/schemas/" + Problem.class.getSimpleName()));
        for (ProblemType type : ProblemType.values()) {
            if (type.status() == status) {
                content.addExample(type.slug(), example(type));
            }
        }
        return response.content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, content));
    }

    private static Example example(ProblemType type) {
        Problem problem = type == ProblemType.INVALID_REQUEST
                ? type.detailed("One field was refused.", new Violation("version", "is required"))
                : type.example();
        return OASFactory.createExample()
                .summary(problem.title())
                .value(Json.mapper().convertValue(problem, new TypeReference<Map<String, Object>>() {}));
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .examples(List.of(example)));
    }

    private static @Nullable MediaType json(@Nullable APIResponse response) {
        return response == null || response.getContent() == null
                ? null
                : response.getContent().getMediaType(jakarta.ws.rs.core.MediaType.APPLICATION_JSON);
    }

    /** Whether it answers with one page of a list; or with a file of so many rows, which is not JSON. */
    private static boolean isPaged(Operation operation, APIResponse read) {
        MediaType json = json(read);
        return has(operation, "after"::equals)
                && (json == null || String.valueOf(json.getSchema().getRef()).startsWith(PAGES));
    }

    /**
     * Whether it may depend on the tag of the GET response at the same address, and answers with the new
     * representation.
     */
    private static boolean isTagged(PathItem item, Operation operation, APIResponse answer) {
        if (item.getGET() == null || !has(operation, "If-Match"::equals)) {
            return false;
        }
        MediaType shown = json(item.getGET().getResponses().getAPIResponse("200"));
        MediaType changed = json(answer);
        return shown != null
                && changed != null
                && Objects.equals(
                        shown.getSchema().getRef(), changed.getSchema().getRef());
    }

    private static boolean isFiltered(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .filter(parameter -> parameter.getIn() == Parameter.In.QUERY)
                        .anyMatch(parameter -> !ABOUT_PAGES.contains(parameter.getName()));
    }

    private static boolean has(Operation operation, Predicate<String> name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .filter(parameter -> parameter.getIn() != Parameter.In.PATH)
                        .anyMatch(parameter -> name.test(parameter.getName()));
    }
}
