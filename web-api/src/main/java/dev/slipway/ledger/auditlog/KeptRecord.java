package dev.slipway.ledger.auditlog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What of a record is kept: who did what to which archive. The server logs every value of an operation, passwords and
 * bytes of archives too, and one operation may do much besides deploying: of that only what it was, and to what.
 */
final class KeptRecord {
    private static final Set<String> RECORD =
            Set.of("type", "r/o", "booting", "version", "user", "domainUUID", "access", "remote-address", "success");
    private static final Set<String> OPERATION = Set.of("operation", "address");
    private static final Set<String> DEPLOYING =
            Set.of("operation", "address", "name", "runtime-name", "to-replace", "enabled", "replace-disabled");
    private static final Set<String> CONTENT =
            Set.of("hash", "BYTES_VALUE", "input-stream-index", "target-path", "archive", "path", "relative-to");
    private static final String STEPS = "steps";
    private static final int DEEPEST = 8;

    private KeptRecord() {}

    /** A JSON object that PostgreSQL can store. */
    static String of(JsonNode record) {
        ObjectNode kept = only(record, RECORD);
        ArrayNode operations = kept.putArray("ops");
        record.path("ops").forEach(operation -> operations.add(operation(operation, 0)));
        return Legible.json(kept.toString());
    }

    private static ObjectNode operation(JsonNode operation, int depth) {
        if (operation.has(STEPS)) {
            ObjectNode kept = only(operation, OPERATION);
            ArrayNode steps = kept.putArray(STEPS);
            if (depth < DEEPEST) {
                operation.path(STEPS).forEach(step -> steps.add(operation(step, depth + 1)));
            }
            return kept;
        }
        if (!AuditOperations.isDeploying(operation)) {
            return only(operation, OPERATION);
        }
        ObjectNode kept = only(operation, DEPLOYING);
        if (operation.path("content").isArray()) {
            ArrayNode contents = kept.putArray("content");
            operation.path("content").forEach(content -> contents.add(only(content, CONTENT)));
        }
        return kept;
    }

    private static ObjectNode only(JsonNode object, Set<String> members) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(member -> {
            if (members.contains(member.getKey())) {
                kept.set(member.getKey(), legible(member.getValue()));
            }
        });
        return kept;
    }

    /** Half of a surrogate pair, or a NUL, is JSON, and yet no text that PostgreSQL takes. */
    private static JsonNode legible(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(Legible.text(value.asText()));
        }
        if (value.isArray()) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> kept.add(legible(element)));
            return kept;
        }
        if (value.isObject()) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            value.fields()
                    .forEachRemaining(member -> kept.set(Legible.text(member.getKey()), legible(member.getValue())));
            return kept;
        }
        return value;
    }
}
