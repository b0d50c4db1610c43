package dev.slipway.line.backup;

import java.util.List;

/** What restic could not read while it stored a folder that is in use. */
final class Unread {
    private static final String GONE = "no such file or directory";

    private Unread() {}

    /** Whether that is nothing but files that were gone before their turn came. */
    static boolean isGone(String errors) {
        List<String> of = errors.lines()
                .filter(line -> line.contains("error:") || line.contains("\"message_type\":\"error\""))
                .toList();
        return !of.isEmpty() && of.stream().allMatch(line -> line.contains(GONE));
    }
}
