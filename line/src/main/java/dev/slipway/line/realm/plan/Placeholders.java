package dev.slipway.line.realm.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.line.setting.Settings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of the placeholders {@code ${NAME}} in the realm's file.
 *
 * @param value supplies the value for a name, only for those that occur
 * @param consoles the replacements for {@code ${SLIPWAY_ADMIN_URLS}}: an element that begins with it is repeated for each
 */
public record Placeholders(UnaryOperator<String> value, List<String> consoles) {
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Z_]+)}");
    private static final String CONSOLES = "${SLIPWAY_ADMIN_URLS}";

    public Placeholders {
        consoles = List.copyOf(consoles);
    }

    /** The values of this line, for a realm of this name. */
    public static Placeholders of(Settings settings, String realm) {
        List<String> consoles = settings.consoles().stream().map(URI::toString).toList();
        return new Placeholders(name -> value(settings, realm, name), consoles);
    }

    private static String value(Settings settings, String realm, String name) {
        return switch (name) {
            case "SLIPWAY_REALM" -> realm;
            case "SLIPWAY_BROWSER_FLOW" -> settings.isSecondFactorRequired() ? Desired.SECOND_FACTOR_FLOW : "browser";
            case "SLIPWAY_LEDGER_URL" -> settings.ledger().toString();
            case "SLIPWAY_GITLAB_URL" -> settings.gitlab().toString();
            case "SLIPWAY_ADMIN_URL" -> settings.consoles().get(0).toString();
            default -> {
                if (!name.matches("SLIPWAY_.*_(PASSWORD|SECRET)")) {
                    throw new IllegalStateException("the realm's file: nothing is known as " + name);
                }
                yield settings.secret(name.substring("SLIPWAY_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
            }
        };
    }

    /** A copy with everything filled in. */
    JsonNode fill(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = object.objectNode();
            object.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = array.arrayNode();
            Trees.stream(array).flatMap(this::each).forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return node.isTextual() ? TextNode.valueOf(fill(node.asText())) : node;
    }

    private Stream<JsonNode> each(JsonNode element) {
        return element.isTextual() && element.asText().startsWith(CONSOLES)
                ? consoles.stream()
                        .map(url -> TextNode.valueOf(url + element.asText().substring(CONSOLES.length())))
                : Stream.of(element);
    }

    private String fill(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }
}
