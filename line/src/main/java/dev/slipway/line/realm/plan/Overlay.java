package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The desired state of an object, merged into the present one: members that it does not name stay. */
public final class Overlay {
    private static final String MAPPERS = "protocolMappers";

    private Overlay() {}

    /** The merged object; empty if nothing changes. The order of arrays does not matter. */
    public static <T> Optional<T> change(Object current, JsonNode want, Class<T> type) {
        ObjectNode tree = Trees.tree(current);
        T merged = Trees.representation(lay(tree, want), type);
        return plain(tree).equals(plain(Trees.tree(merged))) ? Optional.empty() : Optional.of(merged);
    }

    /** Merges objects and replaces everything else. Mappers keep their ids. */
    public static ObjectNode lay(ObjectNode current, JsonNode want) {
        ObjectNode merged = merge(current, want);
        if (want.has(MAPPERS)) {
            ArrayNode mappers = merged.arrayNode();
            want.path(MAPPERS).forEach(mapper -> mappers.add(merge(named(current, mapper.path("name")), mapper)));
            merged.set(MAPPERS, mappers);
        }
        return merged;
    }

    private static ObjectNode named(ObjectNode current, JsonNode name) {
        return Trees.stream(current.path(MAPPERS))
                .filter(mapper -> mapper.path("name").equals(name))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseGet(current::objectNode);
    }

    private static ObjectNode merge(ObjectNode current, JsonNode want) {
        try {
            return Trees.JSON.readerForUpdating(current.deepCopy()).readValue(want);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A canonical form: equal for equivalent trees. */
    private static String plain(JsonNode node) {
        if (node.isArray()) {
            return Trees.stream(node).map(Overlay::plain).sorted().collect(Collectors.joining(",", "[", "]"));
        }
        if (node.isObject()) {
            TreeMap<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields.toString();
        }
        return node.toString();
    }
}
