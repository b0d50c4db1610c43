package dev.slipway.ledger.auditlog.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.platform.text.StorableText;
import java.util.Set;

/**
 * Strips a record down to who did what to which archive. The server logs every value of an operation, including
 * passwords and archive bytes; of operations other than deployments only the name and address remain. Long texts are cut,
 * and operations for which there is no room are counted.
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
    private static final String OMITTED = "omittedOperations";
    private static final int DEEPEST = 8;
    private static final int LONGEST_TEXT = 500;
    private static final String SHORTENED = "…";

    /** In characters, for all operations; the rest of a record fits beside them into what can be stored. */
    private static final int ROOM = 240 << 10;

    /** What surrounds an operation: the member with its steps, and a comma. */
    private static final int FRAME = 12;

    private int room = ROOM;
    private int omitted;

    private RedactedRecord() {}

    /** The record as a JSON object that PostgreSQL can store. */
    static String of(JsonNode record) {
        ObjectNode redacted = only(record, RECORD);
        RedactedRecord rest = new RedactedRecord();
        rest.addAll(record.path("ops"), redacted.putArray("ops"), 0);
        if (rest.omitted > 0) {
            redacted.put(OMITTED, rest.omitted);
        }
        return StorableText.json(redacted.toString());
    }

    /** Whatever is too large or too deep is counted, and hides nothing beside it. */
    private void addAll(JsonNode operations, ArrayNode kept, int depth) {
        for (JsonNode operation : operations) {
            ObjectNode redacted = operation(operation);
            int size = redacted.toString().length() + FRAME;
            if (depth > DEEPEST || size > room) {
                omitted += count(operation);
                continue;
            }
            room -= size;
            kept.add(redacted);
            if (operation.has(STEPS)) {
                addAll(operation.path(STEPS), redacted.putArray(STEPS), depth + 1);
            }
        }
    }

    /** With all its steps. */
    private static int count(JsonNode operation) {
        int count = 1;
        for (JsonNode step : operation.path(STEPS)) {
            count += count(step);
        }
        return count;
    }

    /** Without its steps. */
    private static ObjectNode operation(JsonNode operation) {
        if (operation.has(STEPS) || !AuditOperations.isDeploying(operation)) {
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

    private static String storable(String text) {
        return text.length() > LONGEST_TEXT
                ? StorableText.text(StorableText.atMost(LONGEST_TEXT - SHORTENED.length(), text)) + SHORTENED
                : StorableText.text(text);
    }

    /** JSON may contain NUL and lone surrogates, PostgreSQL text may not. */
    private static JsonNode storable(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(storable(value.asText()));
        }
        if (value.isArray()) {
            ArrayNode redacted = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> redacted.add(storable(element)));
            return redacted;
        }
        if (value.isObject()) {
            ObjectNode redacted = JsonNodeFactory.instance.objectNode();
            value.fields()
                    .forEachRemaining(member -> redacted.set(storable(member.getKey()), storable(member.getValue())));
            return redacted;
        }
        return value;
    }
}
