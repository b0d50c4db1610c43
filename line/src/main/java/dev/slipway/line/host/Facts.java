package dev.slipway.line.host;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan for a server group goes by, beside what is wanted and what was made.
 *
 * @param workers what each worker that is wanted is to run with, by name
 * @param management a digest of where its workers are managed; empty for a group that is removed
 * @param isRouted whether the host name leads to exactly these; of a group that is removed, whether there still is one
 */
record Facts(SortedMap<String, Made.Worker> workers, String management, boolean isRouted) {
    /** Keeps a copy. */
    Facts {
        workers = new TreeMap<>(workers);
    }
}
