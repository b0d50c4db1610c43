package dev.slipway.line.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The processor time that programs have used so far.
 *
 * @param used by their names, without those that do not run
 */
record ProcessorTime(Map<String, Duration> used) {
    ProcessorTime {
        used = Map.copyOf(used);
    }

    static ProcessorTime now(Programs programs, List<String> names) throws IOException {
        ProcessTable processes = ProcessTable.now();
        Map<String, Duration> used = new LinkedHashMap<>();
        for (String name : names) {
            programs.pid(name).ifPresent(leader -> used.put(name, processes.used(leader)));
        }
        return new ProcessorTime(used);
    }

    /** What a program used since then. */
    Duration since(ProcessorTime earlier, String name) {
        return used.getOrDefault(name, Duration.ZERO).minus(earlier.used.getOrDefault(name, Duration.ZERO));
    }
}
