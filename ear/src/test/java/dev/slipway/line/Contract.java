package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The API's own description, held against every answer that any test gets: its status must be declared for the operation,
 * its media type for the status, and its body must be what the schema says, with no member that the schema does not name.
 */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> ANSWERED_BEFORE = Set.of("408", "413", "431", "503");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Pattern> addresses = new ConcurrentHashMap<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> seen = new ConcurrentSkipListMap<>();

    Contract(JsonNode document) {
        this.document = document;
        ObjectNode closed = (ObjectNode) document.path("components").path("schemas");
        closed.properties().forEach(schema -> {
            if (schema.getValue().path("type").asText().equals("object")
                    && schema.getValue().has("properties")
                    && !schema.getValue().has("additionalProperties")) {
                ((ObjectNode) schema.getValue()).put("additionalProperties", false);
            }
        });
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        // "/a/b" before "/a/{id}"
        operations.sort(Comparator.comparing(operation -> operation.path().replace('{', '~')));
    }

    /** Everything that can be asked of the API. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The document. */
    public JsonNode document() {
        return document;
    }

    /** What a reference points to; a node that is none is its own. */
    public JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Fails unless the answer is one that the document lets expect. */
    void check(String method, String address, Answer answer) {
        String path = address.replaceFirst("^https?://[^/]*", "").replaceFirst("[?#].*", "");
        Optional<Operation> found = find(method.equals("HEAD") ? "GET" : method, path);
        if (found.isEmpty()) {
            return;
        }
        Operation operation = found.get();
        String status = String.valueOf(answer.status());
        JsonNode declared = resolve(operation.description().path("responses").path(status));
        assertThat(declared.isMissingNode() && !ANSWERED_BEFORE.contains(status))
                .as("%s may answer with %s only: %s", operation, operation.statuses(), answer)
                .isFalse();
        seen.computeIfAbsent(operation.id(), id -> ConcurrentHashMap.newKeySet())
                .add(status);
        boolean isReadable =
                !answer.body().isEmpty() && answer.header("Content-Encoding").isEmpty();
        if (!method.equals("HEAD") && isReadable && !declared.isMissingNode()) {
            checkBody(operation, status, declared, answer);
        }
    }

    private void checkBody(Operation operation, String status, JsonNode declared, Answer answer) {
        String type = answer.header("Content-Type").replaceFirst(";.*", "").strip();
        JsonNode content = declared.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s may be %s only: %s", operation, status, declared.path("content"), answer)
                .isFalse();
        if (type.endsWith("json") && content.has("schema")) {
            String key = operation.id() + status + type;
            Set<ValidationMessage> wrong = schemas.computeIfAbsent(key, name -> schema(content.path("schema")))
                    .validate(answer.json());
            assertThat(wrong).as("%s %s: %s", operation, status, answer).isEmpty();
        }
    }

    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components").deepCopy());
        return SCHEMAS.getSchema(whole);
    }

    private Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && addresses
                                .computeIfAbsent(operation.path(), Contract::addresses)
                                .matcher(path)
                                .matches())
                .findFirst();
    }

    /** What addresses of a path look like, whose parameters are in braces. */
    private static Pattern addresses(String path) {
        return Pattern.compile(Pattern.compile("\\{[^}]*}")
                .splitAsStream(path + " ")
                .map(String::strip)
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+")));
    }

    /** The statuses that are declared and that no test got, by operation. */
    public Map<String, Set<String>> unseen() {
        Map<String, Set<String>> unseen = new TreeMap<>();
        for (Operation operation : operations) {
            Set<String> statuses = new TreeSet<>(operation.statuses());
            statuses.removeAll(seen.getOrDefault(operation.id(), Set.of()));
            unseen.put(operation.id(), statuses);
        }
        return unseen;
    }

    /**
     * Something that can be asked of the API.
     *
     * @param method the method
     * @param path the path, with its parameters in braces
     * @param description what the document says of it
     */
    public record Operation(String method, String path, JsonNode description) {

        /** Its name. */
        public String id() {
            return description.path("operationId").asText();
        }

        /** What it may answer with. */
        public Set<String> statuses() {
            return description.path("responses").properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(status -> !status.equals("default"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
