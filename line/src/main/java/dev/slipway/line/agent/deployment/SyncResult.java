package dev.slipway.line.agent.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of a sync: a line on each archive, and whether all of them could be synced. */
final class SyncResult {
    private static final int LONGEST = 200;

    private final List<String> lines = new ArrayList<>();
    private boolean isDone = true;

    /** A service chooses its archives' names: a long one must not leave the others' lines no room. */
    void say(String line) {
        lines.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    /** The same of what could not be synced. */
    void fail(String line) {
        isDone = false;
        say(line);
    }

    boolean isDone() {
        return isDone;
    }

    /** What is said last; empty if nothing is. */
    Optional<String> last() {
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }

    /** All that is said, or that nothing was to be done. */
    String text() {
        return lines.isEmpty() ? "All workers run the same." : String.join("\n", lines);
    }
}
