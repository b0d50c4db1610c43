package dev.slipway.line.cli.input.build;

import java.util.List;

/**
 * A pattern of files, cut at its first part that has a wildcard.
 *
 * @param base the folder before that part; empty for that to which the pattern is relative
 * @param rest that part, and those after it
 */
record ReportPattern(String base, String rest) {

    /** Reads a pattern; on Windows, it may have backslashes and a drive. */
    static ReportPattern of(String pattern, boolean isWindows) {
        List<String> parts = List.of((isWindows ? pattern.replace('\\', '/') : pattern).split("/"));
        int fixed = 0;
        while (fixed < parts.size() - 1 && !hasWildcard(parts.get(fixed))) {
            fixed++;
        }
        String base = String.join("/", parts.subList(0, fixed));
        boolean isRoot = fixed == 1 && (base.isEmpty() || (isWindows && base.matches("[a-zA-Z]:")));
        return new ReportPattern(isRoot ? base + "/" : base, String.join("/", parts.subList(fixed, parts.size())));
    }

    private static boolean hasWildcard(String part) {
        return part.matches(".*[*?\\[].*");
    }
}
