package dev.slipway.line.cli;

import dev.slipway.line.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is added to a definition that is there already. Its other lines, comments and all, stay as they are. */
final class Addition {
    /** A value that ends on its own line, and has no comment after it. */
    private static final String ON_ONE_LINE = ":[ \\t]*(?:[^#{\\[\\s][^#{]*|\\{[^#]*\\})\\s*";

    private static final Pattern MORE_OF_IT = Pattern.compile("[ \\t]+\\S.*|-.*");

    private Addition() {}

    /**
     * The file with what is wanted, too.
     *
     * @param yaml the file
     * @param there what it says, with everything that it leaves out filled in
     * @return empty where nothing is wanted, or one of the lines that would change is for a person to change
     */
    static Optional<String> to(String yaml, Json there, NewDefinition wanted) {
        Map<String, String> needs = wanted.with(there).needs();
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
        return needs.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines) + "\n");
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
