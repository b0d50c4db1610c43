package dev.slipway.line.bench.process;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of the CPU time used on this machine.
 *
 * @param programs by each of the line's programs
 * @param strangers by all other programs, except the benchmark itself
 */
public record Usage(Instant at, Map<String, Duration> programs, CompilerThreads compilers, Duration strangers) {
    public Usage {
        programs = Map.copyOf(programs);
    }

    /**
     * Takes a snapshot.
     *
     * @param leaders the main processes of the line's programs, by name
     */
    public static Usage now(Map<String, List<Long>> leaders) throws IOException {
        ProcessTable processes = ProcessTable.now();
        Map<String, Duration> programs = new LinkedHashMap<>();
        leaders.forEach((name, pids) ->
                programs.put(name, pids.stream().map(processes::used).reduce(Duration.ZERO, Duration::plus)));
        Duration known = programs.values().stream().reduce(Duration.ZERO, Duration::plus);
        // The load generator is a child of this process, and has ended.
        Duration own = processes.usedAlone(ProcessHandle.current().pid());
        return new Usage(
                Instant.now(),
                programs,
                CompilerThreads.of(leaders.getOrDefault(Programs.WILDFLY, List.of())),
                processes.used().minus(known).minus(own));
    }

    /** The CPU time spent since then, on a machine with this number of processors. */
    public CpuTime since(Usage earlier, int processors) {
        Map<String, Duration> spent = new LinkedHashMap<>();
        programs.forEach(
                (name, used) -> spent.put(name, used.minus(earlier.programs.getOrDefault(name, Duration.ZERO))));
        double there = Duration.between(earlier.at, at).toNanos() * (double) processors;
        double others = strangers.minus(earlier.strangers).toNanos();
        return new CpuTime(spent, compilers.since(earlier.compilers), there > 0 ? Math.max(0, others / there) : 0);
    }
}
