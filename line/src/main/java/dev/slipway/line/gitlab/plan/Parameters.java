package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.TreeSet;

/** Compares desired parameters with those that GitLab shows. */
public final class Parameters {
    private Parameters() {}

    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The parameters that GitLab does not show, or shows with another value. */
    public static ObjectNode differing(JsonNode have, ObjectNode want) {
        ObjectNode differing = empty();
        want.properties().stream()
                .filter(parameter -> !isSame(have.path(parameter.getKey()), parameter.getValue()))
                .forEach(parameter -> differing.set(parameter.getKey(), parameter.getValue()));
        return differing;
    }

    /** Compares numbers by value. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        return (one.isNumber() && other.isNumber())
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    /** Their names, for the output. */
    public static String names(ObjectNode parameters) {
        TreeSet<String> names = new TreeSet<>();
        for (Iterator<String> each = parameters.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return String.join(", ", names);
    }
}
