package dev.slipway.line.bench.process;

import java.time.Duration;
import java.util.Map;

/**
 * The processor time that was spent for a while.
 *
 * @param programs by the line's programs, by name
 * @param compilers what of it the workers' JVMs compiled for
 * @param strangers which part of the machine others took, from 0 to 1
 */
public record Spent(Map<String, Duration> programs, Duration compilers, double strangers) {
    public Spent {
        programs = Map.copyOf(programs);
    }

    /** By one program, in seconds. */
    public double seconds(String program) {
        return programs.getOrDefault(program, Duration.ZERO).toNanos() / 1e9;
    }
}
