package dev.slipway.line.agent;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.worker.Management;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

/**
 * The line, as the agent reaches it.
 *
 * @param workers the management of each worker, by its name
 * @param probe what status a worker answers a probe with; 0 where it does not answer
 */
record Site(
        Map<String, Management> workers,
        Balancer balancer,
        HostNames hosts,
        ToIntBiFunction<String, Probe> probe,
        Pace pace) {
    Site {
        workers = new TreeMap<>(workers);
    }

    Management worker(String name) {
        return Objects.requireNonNull(workers.get(name), name);
    }
}
