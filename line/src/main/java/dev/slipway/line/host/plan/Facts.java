package dev.slipway.line.host.plan;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts that a plan for a server group depends on, besides the desired and the present state.
 *
 * @param workers the desired digests of each worker, by name
 * @param running those with a running process, which only the agent stops
 * @param management a digest of its workers' management addresses; empty for a removed group
 * @param isRouted whether the host name routes to exactly these; for a removed group, whether there still is a route
 * @param routed those of its present workers that the host name routes to; none for a removed group
 */
public record Facts(
        SortedMap<String, GroupState.Worker> workers,
        Set<String> running,
        String management,
        boolean isRouted,
        Set<String> routed) {
    public Facts {
        workers = new TreeMap<>(workers);
        running = Set.copyOf(running);
        routed = Set.copyOf(routed);
    }
}
