package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.keycloak.util.JsonSerialization;

/** Converts Keycloak's representations to trees, without null members, and back. */
public final class Trees {
    public static final ObjectMapper JSON = mapper();

    private Trees() {}

    private static ObjectMapper mapper() {
        // The client would silently drop unknown members.
        ObjectMapper mapper = JsonSerialization.mapper.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.configOverride(ArrayNode.class).setMergeable(false);
        return mapper;
    }

    public static ObjectNode tree(Object representation) {
        return JSON.valueToTree(representation);
    }

    /**
     * Converts a tree to a representation.
     *
     * @throws IllegalStateException if it has members that Keycloak's client does not know
     */
    public static <T> T representation(JsonNode tree, Class<T> type) {
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the realm's file: " + e.getOriginalMessage(), e);
        }
    }

    /** Converts each element; empty if it is not an array. */
    static <T> List<T> representations(JsonNode array, Class<T> type) {
        return stream(array).map(tree -> representation(tree, type)).toList();
    }

    /** The elements of an array, or the values of an object. */
    static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    /** The strings of an array. */
    static Stream<String> texts(JsonNode array) {
        return stream(array).map(JsonNode::asText);
    }
}
