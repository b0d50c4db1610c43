package dev.slipway.line.sync;

import dev.slipway.line.roll.ContentHash;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The running archives of several workers.
 *
 * @param running the hashes of the running content, by worker and archive
 */
public record Skew(Map<String, Map<String, ContentHash>> running) {
    /** Sorts the workers. */
    public Skew {
        running = new TreeMap<>(running);
    }

    /** The archives that are not the same on all workers. */
    public List<String> archives() {
        Set<String> all = new TreeSet<>();
        running.values().stream().map(Map::keySet).forEach(all::addAll);
        return all.stream()
                .filter(archive -> on(archive).size() < running.size()
                        || new HashSet<>(on(archive).values()).size() > 1)
                .toList();
    }

    /** The hashes of one archive, by the workers that run it. */
    public Map<String, ContentHash> on(String archive) {
        Map<String, ContentHash> hashes = new TreeMap<>();
        running.forEach((worker, archives) -> {
            ContentHash hash = archives.get(archive);
            if (hash != null) {
                hashes.put(worker, hash);
            }
        });
        return hashes;
    }

    public Collection<String> workers() {
        return running.keySet();
    }
}
