package dev.slipway.line.backup.repository;

import java.util.List;

/** Judges restic's errors about files that it could not read in a folder that is in use. */
public final class UnreadableFiles {
    private static final String GONE = "no such file or directory";

    private UnreadableFiles() {}

    /** Whether all of them were just deleted meanwhile. */
    public static boolean isGone(String errors) {
        List<String> of = errors.lines()
                .filter(line -> line.contains("error:") || line.contains("\"message_type\":\"error\""))
                .toList();
        return !of.isEmpty() && of.stream().allMatch(line -> line.contains(GONE));
    }
}
