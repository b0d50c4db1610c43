package dev.slipway.line.cli.input;

import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds to an existing definition, keeping its other lines and comments. */
public final class DefinitionEdit {
    /** A single-line value without a trailing comment. */
    private static final String ON_ONE_LINE = ":[ \\t]*(?:[^#{\\[\\s][^#{]*|\\{[^#]*\\})\\s*";

    private static final Pattern MORE_OF_IT = Pattern.compile("[ \\t]+\\S.*|-.*");

    private static final Pattern INDENTED = Pattern.compile("( +)[^ #].*");

    private static final Pattern KEY = Pattern.compile(" +[\"']?[a-z][a-z0-9-]*[\"']?\\s*:.*");

    private DefinitionEdit() {}

    /**
     * The file with the additions.
     *
     * @param yaml the file
     * @param there its content with all defaults
     * @return empty if nothing is to be added, or a line is too complex to change automatically
     */
    public static Optional<String> to(String yaml, Json there, NewDefinition desired) {
        Map<String, String> needs = desired.with(there).needs();
        List<String> lines = new ArrayList<>(yaml.stripTrailing().lines().toList());
        for (Map.Entry<String, String> need : needs.entrySet()) {
            String line = need.getKey() + ": " + need.getValue();
            int at = indexOf(lines, need.getKey());
            if (at < 0) {
                lines.add(line);
            } else if (isWhole(lines, at, need.getKey())) {
                lines.set(at, line);
            } else {
                return Optional.empty();
            }
        }
        if (!addEnvironments(lines, desired)) {
            return Optional.empty();
        }
        return needs.isEmpty() && desired.environments().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("\n", lines) + "\n");
    }

    /** Below those that are there, one line each; false if one is there already, or they are all on one line. */
    private static boolean addEnvironments(List<String> lines, NewDefinition desired) {
        if (desired.environments().isEmpty()) {
            return true;
        }
        int at = indexOf(lines, "environments");
        if (at < 0 || !lines.get(at).matches("environments:\\s*(#.*)?")) {
            return false;
        }
        int last = at;
        String indentation = "";
        Pattern there = Pattern.compile(
                " *[\"']?(" + String.join("|", desired.environments().keySet()) + ")[\"']?\\s*:.*");
        for (int i = at + 1; i < lines.size() && lines.get(i).matches("( .*|#.*|\\s*)"); i++) {
            Matcher line = INDENTED.matcher(lines.get(i));
            if (line.matches()) {
                if (indentation.isEmpty() && !KEY.matcher(lines.get(i)).matches()) {
                    return false;
                }
                indentation = indentation.isEmpty() ? line.group(1) : indentation;
                last = i;
            }
            if (there.matcher(lines.get(i)).matches()) {
                return false;
            }
        }
        for (String line : desired.environmentLines()) {
            lines.add(++last, indentation + line);
        }
        return !indentation.isEmpty();
    }

    private static int indexOf(List<String> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("[\"']?" + key + "[\"']?\\s*:.*")) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWhole(List<String> lines, int at, String key) {
        return lines.get(at).matches(key + ON_ONE_LINE)
                && (at + 1 == lines.size()
                        || !MORE_OF_IT.matcher(lines.get(at + 1)).matches());
    }
}
