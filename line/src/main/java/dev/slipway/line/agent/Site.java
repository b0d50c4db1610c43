package dev.slipway.line.agent;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.WorkerException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some workers, as the agent reaches them: the ledger's own, or those of a server group.
 *
 * @param workers the management of each worker, by its name
 * @param probe what status a worker answers a probe with; 0 where it does not answer
 * @param label of a server group, the label of its host name, which is its balancer's name, too; null where each service has the
 *     host name and the balancer that it is called by
 */
record Site(
        Map<String, Management> workers,
        Balancer balancer,
        HostNames hosts,
        ToIntBiFunction<String, Probe> probe,
        Pace pace,
        @Nullable String label) {
    Site {
        workers = new TreeMap<>(workers);
    }

    Management worker(String name) throws WorkerException {
        Management worker = workers.get(name);
        if (worker == null) {
            throw new WorkerException("there is no worker " + name + " any more");
        }
        return worker;
    }

    /** The same httpd, without any worker. */
    Site without() {
        return new Site(Map.of(), balancer, hosts, probe, pace, label);
    }

    /** Ends its connections; the next operation makes others. */
    void close() {
        workers.values().forEach(Management::close);
    }
}
