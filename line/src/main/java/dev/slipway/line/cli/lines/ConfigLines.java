package dev.slipway.line.cli.lines;

import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats configurations; line breaks and control characters in values are escaped. */
public final class ConfigLines {
    private static final String NONE = "none";
    private static final String SECRET = "a secret";

    private ConfigLines() {}

    /** One entry. */
    public static String entry(Json entry) {
        String by = entry.find("changedBy").orElse("nobody") + " at "
                + entry.find("changedAt").orElse("no time");
        return entry.is("isSecret")
                ? "  " + entry.text("name") + " (a secret, set by " + by + ")"
                : "  " + entry.text("name") + "=" + line(entry.find("value").orElse(""));
    }

    /** The deployments that ran, or were tried, with a version; empty if none. */
    public static Optional<String> ran(Json version) {
        List<Json> deployments = version.items("deployments");
        if (deployments.isEmpty()) {
            return Optional.empty();
        }
        long more = version.number("deploymentCount", 0) - deployments.size();
        return Optional.of("with it: "
                + deployments.stream()
                        .map(one -> one.find("version").orElse("an unknown release") + " (" + ranAs(one) + ", "
                                + one.text("finishedAt") + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? ", and " + more + " before" : ""));
    }

    private static String ranAs(Json deployment) {
        if (deployment.text("outcome").equals("failed")) {
            return "failed";
        }
        if (deployment.text("kind").equals("configure")) {
            return "configured";
        }
        return deployment.is("isRollback") ? "rolled back" : "deployed";
    }

    /**
     * The differences between two configurations, one line each.
     *
     * @param isOne whether both are versions of the same configuration; else secrets cannot be compared
     */
    public static List<String> differences(List<Json> before, List<Json> after, boolean isOne) {
        Map<String, Json> from = byName(before);
        Map<String, Json> to = byName(after);
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            Json one = from.get(name);
            Json other = to.get(name);
            if (one != null && other != null && one.is("isSecret") && other.is("isSecret")) {
                if (isOne && !one.find("changedAt").equals(other.find("changedAt"))) {
                    lines.add(name + ": replaced");
                }
            } else if (!Objects.equals(value(one), value(other))) {
                lines.add(name + ": " + shown(one) + " → " + shown(other));
            }
        }
        return lines;
    }

    private static Map<String, Json> byName(List<Json> entries) {
        Map<String, Json> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.text("name"), entry));
        return all;
    }

    private static @Nullable String value(@Nullable Json entry) {
        return entry == null
                ? null
                : entry.is("isSecret") + " " + entry.find("value").orElse("");
    }

    private static String shown(@Nullable Json entry) {
        if (entry == null) {
            return NONE;
        }
        String value = entry.find("value").orElse("");
        return entry.is("isSecret") ? SECRET : value.isEmpty() ? "empty" : line(value);
    }

    /** On one line, without terminal control sequences. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(code -> {
            if (code == '\n') {
                line.append("\\n");
            } else if (Character.isISOControl(code) || Character.getType(code) == Character.FORMAT) {
                line.append("\\u%04x".formatted(code));
            } else {
                line.appendCodePoint(code);
            }
        });
        return line.toString();
    }
}
