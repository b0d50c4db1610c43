package dev.slipway.line.agent.site;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.balancer.State;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.Host;
import dev.slipway.line.roll.Probe;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.Vitals;
import dev.slipway.line.worker.WorkerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A set of workers and their connections: the ledger's own, or those of a server group.
 *
 * @param workers the management connection of each worker, by name
 * @param probe the HTTP status of a probe; 0 if there is no answer
 * @param label of a server group, the label of its host name and name of its balancer; null if each service has its own
 */
public record Site(
        Map<String, Management> workers,
        Balancer balancer,
        HostNames hosts,
        ToIntBiFunction<String, Probe> probe,
        Pace pace,
        @Nullable String label) {
    /** How long a server may take to answer again: a shutdown that hangs takes a minute, the start another. */
    private static final Duration START = Duration.ofMinutes(3);

    /** Extension if the server is still booting by then: WildFly gives an archive 300 s to start. */
    private static final Duration BOOT = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(500);

    public Site {
        workers = new TreeMap<>(workers);
    }

    public Management worker(String name) throws WorkerException {
        Management worker = workers.get(name);
        if (worker == null) {
            throw new WorkerException("there is no worker " + name + " any more");
        }
        return worker;
    }

    /** A worker's vital figures; empty if it does not answer, is still booting, or is unknown. */
    public Optional<Vitals> vitals(String name) {
        return Optional.ofNullable(workers.get(name))
                .flatMap(worker -> worker.process().vitals(null));
    }

    /**
     * Waits until a worker's server is up: for three minutes, extended by WildFly's limit for an archive if it is still
     * booting.
     *
     * @param isExpected whether the answer is from the expected server
     * @return whether it is
     */
    public boolean awaitStart(String name, Predicate<Vitals> isExpected) {
        Pace.Condition<RuntimeException> isUp =
                () -> vitals(name).filter(isExpected).isPresent();
        return pace.await(START, PAUSE, isUp) || isBooting(name) && pace.await(BOOT, PAUSE, isUp);
    }

    /**
     * Waits in the same way, and fails if it is not up.
     *
     * @param logs of which service and environment it is, as arguments of {@code slipway logs}
     * @throws WorkerException if it is not up
     */
    public void requireStart(String name, String logs, Predicate<Vitals> isExpected) throws WorkerException {
        Instant begun = pace.now();
        if (!awaitStart(name, isExpected)) {
            throw new WorkerException(name + " is not up again after "
                    + Duration.between(begun, pace.now()).toMinutes() + " minutes; its log: slipway logs "
                    + logs);
        }
    }

    private boolean isBooting(String name) {
        return Optional.ofNullable(workers.get(name))
                .filter(worker -> worker.process().isBooting())
                .isPresent();
    }

    /**
     * Of these workers, those that get no requests because httpd finds the application unhealthy, or because a task left
     * them drained; excludes workers without an archive.
     *
     * @param balancers the state of httpd's balancers
     * @param isAtWork whether a task is unfinished in their environment, which may have drained some of them for now
     */
    public Set<String> unwell(State balancers, Collection<String> names, boolean isAtWork) {
        if (label == null) {
            return Set.of();
        }
        return balancers.members(Balancers.only(label)).stream()
                .filter(member -> member.isOut() ? !isAtWork : !member.isWell())
                .map(Member::worker)
                .filter(name -> names.contains(name)
                        && workers.containsKey(name)
                        && workers.get(name).hasArchive())
                .collect(Collectors.toSet());
    }

    /**
     * The health check of a service on these workers; empty if it is not checked.
     *
     * @param path the path to check; null for the service's default
     */
    public Optional<Probe> healthCheck(String service, @Nullable String path, Duration patience)
            throws BalancerException {
        Host host = hosts.of(label == null ? service : label).orElse(null);
        return Probe.of(service, label, host, path, patience);
    }

    /** The same httpd without workers. */
    public Site without() {
        return new Site(Map.of(), balancer, hosts, probe, pace, label);
    }

    /** Closes its connections; the next operation reconnects. */
    public void close() {
        workers.values().forEach(Management::close);
    }
}
