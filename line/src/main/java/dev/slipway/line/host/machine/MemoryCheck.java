package dev.slipway.line.host.machine;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks that the machine has memory for another worker: without, the kernel's OOM killer would end some process,
 * anybody's.
 */
public final class MemoryCheck {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    /** The control group of this container; outside of containers, the root group, which has no limit. */
    private static final Path CONTROL_GROUP = Path.of("/sys/fs/cgroup");
    /** The statistics of ZFS's cache, where there is ZFS. */
    private static final Path CACHE = Path.of("/proc/spl/kstat/zfs/arcstats");

    private static final String TOTAL = "MemTotal";
    private static final String AVAILABLE = "MemAvailable";
    /** The memory of a worker just started with a small archive, and a small reserve. */
    private static final long LEAST_MEGABYTES = 400;

    private static final long KILOBYTES = 1024;
    private static final long BYTES = 1024 * KILOBYTES;
    private static final String NO_LIMIT = "max";
    private static final Set<String> FILES = Set.of("active_file", "inactive_file");
    /** In the cache's statistics: its size, how small it gets, and the machine's memory. */
    private static final String SIZE = "size";

    private static final String KEPT = "c_min";
    private static final String ALL = "memory_all_bytes";
    private static final Set<String> OF_CACHE = Set.of(SIZE, KEPT, ALL);

    private MemoryCheck() {}

    /** The kernel's memory figures, by their names, in megabytes; capped by a container's limit. */
    public static Map<String, Long> memory() throws IOException {
        return within(CONTROL_GROUP, withCache(CACHE, memory(Files.readString(MEMORY))));
    }

    /**
     * These figures with what ZFS's cache gives back on demand, which the kernel does not count as available. In a
     * system container, whose memory is less than the machine's, the cache is not its own.
     */
    static Map<String, Long> withCache(Path statistics, Map<String, Long> memory) throws IOException {
        if (!Files.exists(statistics)) {
            return memory;
        }
        Map<String, Long> cache = new TreeMap<>();
        for (String line : Files.readAllLines(statistics)) {
            String[] words = line.split("\\s+", -1);
            if (OF_CACHE.contains(words[0])) {
                cache.put(words[0], Long.parseLong(words[2]) / BYTES);
            }
        }
        Map<String, Long> amounts = new TreeMap<>(memory);
        if (Objects.equals(cache.get(ALL), memory.get(TOTAL))) {
            long spare = cache.getOrDefault(SIZE, 0L) - cache.getOrDefault(KEPT, 0L);
            amounts.merge(AVAILABLE, Math.max(0, spare), Long::sum);
        }
        return amounts;
    }

    /** These figures within the limit of a control group (version 2), which may have none. */
    static Map<String, Long> within(Path group, Map<String, Long> memory) throws IOException {
        Path max = group.resolve("memory.max");
        String limit = Files.exists(max) ? Files.readString(max).strip() : NO_LIMIT;
        if (limit.equals(NO_LIMIT)) {
            return memory;
        }
        long bytes = Long.parseLong(limit);
        long used =
                Long.parseLong(Files.readString(group.resolve("memory.current")).strip());
        // The kernel can reclaim the page cache.
        for (String line : Files.readAllLines(group.resolve("memory.stat"))) {
            String[] words = line.split(" ", -1);
            if (FILES.contains(words[0])) {
                used -= Long.parseLong(words[1]);
            }
        }
        Map<String, Long> amounts = new TreeMap<>(memory);
        amounts.merge(TOTAL, bytes / BYTES, Long::min);
        amounts.merge(AVAILABLE, Math.max(0, bytes - used) / BYTES, Long::min);
        return amounts;
    }

    static Map<String, Long> memory(String text) {
        Map<String, Long> amounts = new TreeMap<>();
        text.lines().forEach(line -> {
            String[] words = line.split(":?\\s+");
            if (words.length > 1 && words[1].matches("[0-9]+")) {
                amounts.put(words[0], Long.parseLong(words[1]) / KILOBYTES);
            }
        });
        return amounts;
    }

    /**
     * Checks that one of a group's workers can be started.
     *
     * @throws HostException if it cannot
     */
    public static void require(Group group, Map<String, Long> memory) {
        long each = megabytes(group.definition().memory())
                + megabytes(group.definition().metaspace());
        long all = memory.getOrDefault(TOTAL, Long.MAX_VALUE);
        if (each > all) {
            throw new HostException("each of its workers may take " + each
                    + " MB by its definition, and this machine has " + all + ": give it less memory or metaspace");
        }
        long free = memory.getOrDefault(AVAILABLE, Long.MAX_VALUE);
        if (free < LEAST_MEGABYTES) {
            throw new HostException(
                    "this machine has only " + free + " MB of memory left, and a worker takes " + LEAST_MEGABYTES
                            + (group.isRehearsal() ? "" : ": it is retried")
                            + ". Give the services fewer workers, or the machine more memory");
        }
    }

    private static long megabytes(String amount) {
        return Long.parseLong(amount.replaceFirst("m$", ""));
    }
}
