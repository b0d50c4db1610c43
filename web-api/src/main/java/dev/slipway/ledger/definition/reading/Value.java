package dev.slipway.ledger.definition.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value in a definition's file.
 *
 * @param path the keys that lead to it; empty for the root
 * @param node the value
 * @param line the line of the value or of its key
 */
public record Value(String path, Node node, int line) {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

    private static final int LONGEST_KEY = 64;

    /** The whole file. */
    static Value whole(Node root) {
        return new Value("", root, YamlText.line(root.getStartMark()));
    }

    /** Its text, if it is a scalar. */
    Optional<String> text() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** Whether there is a key without a value. */
    boolean isNothing() {
        return node instanceof ScalarNode scalar && scalar.isPlain() && NOTHING.contains(scalar.getValue());
    }

    /** Its boolean, if it is one, and not a string that looks like one. */
    Optional<Boolean> asBoolean() {
        return node instanceof ScalarNode scalar && scalar.isPlain()
                ? switch (scalar.getValue()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                }
                : Optional.empty();
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Its members by key, if it is a mapping; a duplicate key is a mistake. */
    Map<String, Value> members(List<Mistake> mistakes) {
        Map<String, Value> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            int at = YamlText.line(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(new Mistake(name(), at, "must have words as keys, not lists or mappings"));
                continue;
            }
            Value member = new Value(below(key.getValue()), tuple.getValueNode(), at);
            Value earlier = members.putIfAbsent(key.getValue(), member);
            if (earlier != null) {
                mistakes.add(
                        new Mistake(member.path(), at, "is already in line " + earlier.line() + "; keep one of them"));
            }
        }
        return members;
    }

    /** Its elements, if it is a list. */
    Optional<List<Value>> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        List<Value> elements = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            elements.add(new Value(path + "[" + elements.size() + "]", element, YamlText.line(element.getStartMark())));
        }
        return Optional.of(elements);
    }

    Mistake mistake(String rule) {
        return new Mistake(name(), line, rule);
    }

    private String name() {
        return path.isEmpty() ? Mistake.WHOLE : path;
    }

    private String below(String key) {
        String shown =
                key.codePoints().limit(LONGEST_KEY).mapToObj(Value::shown).collect(Collectors.joining());
        return path.isEmpty() ? shown : path + "." + shown;
    }

    private static String shown(int character) {
        return Character.isISOControl(character) ? "?" : Character.toString(character);
    }
}
