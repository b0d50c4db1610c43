package dev.slipway.ledger.deployment;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.release.Release;
import java.util.List;
import java.util.Optional;

/**
 * Workers that run the same: a server group, which runs one service in one environment, or the ledger's own workers in
 * an environment, which run every service without a group.
 *
 * @param environment the name of the environment
 * @param service the service whose server group it is; empty for the ledger's own workers
 */
public record Group(String environment, Optional<String> service) {

    /** The ledger's own workers. */
    public static Group ofLedger(String environment) {
        return new Group(environment, Optional.empty());
    }

    /** A server group. */
    public static Group of(String service, String environment) {
        return new Group(environment, Optional.of(service));
    }

    /** The name of a server group, {@code shop-production} for instance. */
    public Optional<String> name() {
        return service.map(of -> GroupNames.group(of, environment));
    }

    /** Whether releases of this service may run on these workers. */
    public boolean mayRun(String name) {
        return service.isEmpty() || service.get().equals(name);
    }

    /** The first of these releases that may run there. */
    public Optional<Release> firstThatMayRun(List<Release> releases) {
        return releases.stream()
                .filter(release -> mayRun(release.service().name()))
                .findFirst();
    }
}
