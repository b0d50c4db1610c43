package dev.slipway.line.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object of an untrusted request. An invalid member causes a {@link HostException} that names it. */
final class RequestObject {
    private static final int LONGEST_LIST = 100;

    private final JsonNode node;

    private RequestObject(JsonNode node) {
        this.node = node;
    }

    /**
     * An object with no other members than these.
     *
     * @param what its name in errors
     */
    static RequestObject of(JsonNode node, String what, Set<String> keys) {
        if (!node.isObject()) {
            throw wrong(what, "is not a JSON object");
        }
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(keys);
        if (!unknown.isEmpty()) {
            throw wrong(
                    what, "has unknown members: " + String.join(", ", unknown).replaceAll("[^0-9A-Za-z, ]", "?"));
        }
        return new RequestObject(node);
    }

    /** An object in it with no other members than these; null if it is missing or null. */
    @Nullable
    RequestObject part(String key, Set<String> keys) {
        JsonNode part = node.path(key);
        return isAbsent(part) ? null : of(part, key, keys);
    }

    /** The members of an object in it; none if it is missing or null. */
    Set<Map.Entry<String, JsonNode>> entries(String key) {
        JsonNode values = node.path(key);
        if (isAbsent(values)) {
            return Set.of();
        }
        if (!values.isObject()) {
            throw wrong(key, "is not a JSON object");
        }
        return values.properties();
    }

    int number(String key, int least, int most) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least || value.asInt() > most) {
            throw wrong(key, "is not a number from " + least + " to " + most);
        }
        return value.asInt();
    }

    /** A boolean; false if it is missing. */
    boolean flag(String key) {
        JsonNode value = node.path(key);
        if (!value.isBoolean() && !value.isMissingNode()) {
            throw wrong(key, "is not a boolean");
        }
        return value.asBoolean();
    }

    String text(String key, Pattern pattern) {
        JsonNode value = node.path(key);
        if (!isText(value, pattern)) {
            throw wrong(key, "has an invalid value");
        }
        return value.asText();
    }

    /** A text that may be null, but must not be missing. */
    @Nullable
    String textOrNull(String key, Pattern pattern) {
        return node.path(key).isNull() ? null : text(key, pattern);
    }

    /** Any text; the other one if it is none. */
    String textOr(String key, String otherwise) {
        JsonNode value = node.path(key);
        return value.isTextual() ? value.asText() : otherwise;
    }

    /** A list of texts; empty if it is missing or null. */
    List<String> texts(String key, Pattern pattern) {
        JsonNode values = node.path(key);
        if (isAbsent(values)) {
            return List.of();
        }
        if (!values.isArray() || values.size() > LONGEST_LIST) {
            throw wrong(key, "is not a list of at most " + LONGEST_LIST);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!isText(value, pattern)) {
                throw wrong(key, "has an invalid element");
            }
            texts.add(value.asText());
        }
        return texts;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isText(JsonNode value, Pattern pattern) {
        return value.isTextual() && pattern.matcher(value.asText()).matches();
    }

    /** The error that a member breaks a rule. */
    static HostException wrong(String key, String why) {
        return new HostException("invalid request for the group: " + key + " " + why);
    }
}
