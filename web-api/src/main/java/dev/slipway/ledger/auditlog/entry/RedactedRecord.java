package dev.slipway.ledger.auditlog.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.text.StorableText;
import java.util.Set;

/**
 * Strips a record down to who did what to which archive. The server logs every value of an operation, including
 * passwords and archive bytes; of operations other than deployments only the name and address remain.
 */
public final class RedactedRecord {
    private static final Set<String> RECORD =
            Set.of("type", "r/o", "booting", "version", "user", "domainUUID", "access", "remote-address", "success");
    private static final Set<String> OPERATION = Set.of("operation", "address");
    private static final Set<String> DEPLOYING =
            Set.of("operation", "address", "name", "runtime-name", "to-replace", "enabled", "replace-disabled");
    private static final Set<String> CONTENT =
            Set.of("hash", "BYTES_VALUE", "input-stream-index", "target-path", "archive", "path", "relative-to");
    private static final String STEPS = "steps";
    private static final int DEEPEST = 8;

    private RedactedRecord() {}

    /** The record as a JSON object that PostgreSQL can store. */
    static String of(JsonNode record) {
        ObjectNode redacted = only(record, RECORD);
        ArrayNode operations = redacted.putArray("ops");
        record.path("ops").forEach(operation -> operations.add(operation(operation, 0)));
        return StorableText.json(redacted.toString());
    }

    private static ObjectNode operation(JsonNode operation, int depth) {
        if (operation.has(STEPS)) {
            ObjectNode redacted = only(operation, OPERATION);
            ArrayNode steps = redacted.putArray(STEPS);
            if (depth < DEEPEST) {
                operation.path(STEPS).forEach(step -> steps.add(operation(step, depth + 1)));
            }
            return redacted;
        }
        if (!AuditOperations.isDeploying(operation)) {
            return only(operation, OPERATION);
        }
        ObjectNode redacted = only(operation, DEPLOYING);
        if (operation.path("content").isArray()) {
            ArrayNode contents = redacted.putArray("content");
            operation.path("content").forEach(content -> contents.add(only(content, CONTENT)));
        }
        return redacted;
    }

    private static ObjectNode only(JsonNode object, Set<String> members) {
        ObjectNode redacted = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(member -> {
            if (members.contains(member.getKey())) {
                redacted.set(member.getKey(), storable(member.getValue()));
            }
        });
        return redacted;
    }

    /** JSON may contain NUL and lone surrogates, PostgreSQL text may not. */
    private static JsonNode storable(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(StorableText.text(value.asText()));
        }
        if (value.isArray()) {
            ArrayNode redacted = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> redacted.add(storable(element)));
            return redacted;
        }
        if (value.isObject()) {
            ObjectNode redacted = JsonNodeFactory.instance.objectNode();
            value.fields()
                    .forEachRemaining(
                            member -> redacted.set(StorableText.text(member.getKey()), storable(member.getValue())));
            return redacted;
        }
        return value;
    }
}
