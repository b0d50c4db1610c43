package dev.slipway.line.ledger.group;

import static java.util.stream.Collectors.toSet;

import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.Services;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server groups of services that have workers of their own. */
public final class ServerGroups {
    private final Ledger ledger;

    /** For a ledger. */
    public ServerGroups(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The groups of a service, or all; empty if the ledger's release has none. */
    public List<ServerGroup> list(Optional<String> service) {
        try {
            return ledger
                    .all(
                            ApiPath.of("server-groups")
                                    .with("service", service.orElse(null))
                                    .with("limit", 100),
                            "the look at the workers of services")
                    .stream()
                    .map(ServerGroup::of)
                    .toList();
        } catch (LedgerRefusedException e) {
            if (e.status() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    /** The URL of a service; empty for the ledger itself, for a removed service, and while the ledger does not answer. */
    public Optional<URI> address(String service, String environment) {
        if (service.equals(Services.LEDGER)) {
            return Optional.empty();
        }
        try {
            return list(Optional.of(service)).stream()
                    .filter(group -> group.environment().equals(environment) && !group.isGone())
                    .findFirst()
                    .map(group -> ServerAddress.sibling(URI.create(ledger.page("")), group.host()));
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    /** The unhealthy workers of a service in one environment, or in all; empty if it has no server group. */
    public List<UnhealthyWorker> unhealthy(String service, Optional<String> environment, Instant now) {
        Set<String> workers = list(Optional.of(service)).stream()
                .filter(group -> environment.map(group.environment()::equals).orElse(true))
                .flatMap(group -> group.workers().stream())
                .collect(toSet());
        return workers.isEmpty()
                ? List.of()
                : unhealthy(service, now).stream()
                        .filter(one -> workers.contains(one.worker()))
                        .toList();
    }

    /** The unhealthy workers of a service. */
    public List<UnhealthyWorker> unhealthy(String service, Instant now) {
        return ledger
                .all(
                        ApiPath.of("worker-figures").with("service", service).with("limit", 100),
                        "the look at what the workers of " + service + " said")
                .stream()
                .flatMap(worker -> UnhealthyWorker.of(worker, now))
                .toList();
    }
}
