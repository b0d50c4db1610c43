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
    /** A single-line value, and as a group the comment after it, with the space between them. */
    private static final String ON_ONE_LINE =
            ":[ \\t]*(?:[^#{\\[\\s](?:[^#{]*[^#{\\s])?|\\{[^#]*\\})((?:\\s+#.*)?)\\s*";

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
                continue;
            }
            Optional<String> comment = comment(lines, at, need.getKey());
            if (comment.isEmpty()) {
                return Optional.empty();
            }
            lines.set(at, line + comment.get());
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

    /** The comment after the value, which may be empty; nothing unless the value is on that line alone. */
    private static Optional<String> comment(List<String> lines, int at, String key) {
        if (at + 1 < lines.size() && MORE_OF_IT.matcher(lines.get(at + 1)).matches()) {
            return Optional.empty();
        }
        Matcher line = Pattern.compile(key + ON_ONE_LINE).matcher(lines.get(at));
        return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    }
}
