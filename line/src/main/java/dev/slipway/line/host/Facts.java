package dev.slipway.line.host;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan for a server group goes by, beside what is wanted and what was made.
 *
 * @param workers what each worker that is wanted is to run with, by name
 * @param running those of them whose program runs: only the agent ends it
 * @param management a digest of where its workers are managed; empty for a group that is removed
 * @param isRouted whether the host name leads to exactly these; of a group that is removed, whether there still is one
 */
record Facts(SortedMap<String, Made.Worker> workers, Set<String> running, String management, boolean isRouted) {
    /** Keeps a copy. */
    Facts {
        workers = new TreeMap<>(workers);
        running = Set.copyOf(running);
    }
}
