package dev.slipway.line.bench.process;

import java.time.Duration;
import java.util.Map;

/**
 * The CPU time spent during a measurement.
 *
 * @param programs by each of the line's programs
 * @param compilers the part that the JIT compilers of the workers' JVMs used
 * @param strangers the share of the machine that other programs used, from 0 to 1
 */
public record CpuTime(Map<String, Duration> programs, Duration compilers, double strangers) {
    public CpuTime {
        programs = Map.copyOf(programs);
    }

    /** The CPU time of one program, in seconds. */
    public double seconds(String program) {
        return programs.getOrDefault(program, Duration.ZERO).toNanos() / 1e9;
    }
}
