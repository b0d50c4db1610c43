package dev.slipway.line.host.machine;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that the machine has memory for another worker: without, the kernel's OOM killer would end some process,
 * anybody's.
 */
public final class MemoryCheck {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    /** The memory of a worker just started with a small archive, and a small reserve. */
    private static final long LEAST_MEGABYTES = 400;

    private static final long KILOBYTES = 1024;

    private MemoryCheck() {}

    /** The kernel's memory figures, by their names, in megabytes. */
    public static Map<String, Long> memory() throws IOException {
        return memory(Files.readString(MEMORY));
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
        long all = memory.getOrDefault("MemTotal", Long.MAX_VALUE);
        if (each > all) {
            throw new HostException("each of its workers may take " + each
                    + " MB by its definition, and this machine has " + all + ": give it less memory or metaspace");
        }
        long free = memory.getOrDefault("MemAvailable", Long.MAX_VALUE);
        if (free < LEAST_MEGABYTES) {
            throw new HostException(
                    "this machine has only " + free + " MB of memory left, and a worker takes " + LEAST_MEGABYTES
                            + (group.isRehearsal() ? "" : ": it is tried again")
                            + ". Give the services fewer workers, or the machine more memory");
        }
    }

    private static long megabytes(String amount) {
        return Long.parseLong(amount.replaceFirst("m$", ""));
    }
}
