package dev.slipway.line.ledger;

import static java.util.stream.Collectors.toSet;

import dev.slipway.line.http.CallException;
import dev.slipway.line.identity.ServerAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server groups of services that have workers of their own. */
public final class ServerGroups {
    private final Ledger ledger;

    /** Of a ledger. */
    public ServerGroups(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those of a service, or of all; none where the ledger is too old to know of any. */
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
        } catch (LedgerException e) {
            if (e.status() == 404) {
                return List.of();
            }
            throw e;
        }
    }

    /** Where a service's users reach it; empty for the ledger itself, where it is gone, and while the ledger does not say. */
    public Optional<URI> address(String service, String environment) {
        try {
            return list(Optional.of(service)).stream()
                    .filter(group -> group.environment().equals(environment) && !group.isGone())
                    .findFirst()
                    .map(group -> ServerAddress.sibling(URI.create(ledger.page("")), group.host()));
        } catch (CallException e) {
            return Optional.empty();
        }
    }

    /**
     * A service's workers that did not answer the agent when it last asked, in all environments, and those whose
     * application does not answer httpd.
     *
     * @param isAnswering whether it is only the application
     */
    public record Unwell(String worker, boolean isAnswering) {
        /** The names of those that answer, or of those that do not. */
        public static List<String> names(List<Unwell> unwell, boolean isAnswering) {
            return unwell.stream()
                    .filter(one -> one.isAnswering() == isAnswering)
                    .map(Unwell::worker)
                    .sorted()
                    .toList();
        }
    }

    /** Those in one environment, or in all; none while it has no workers of its own. */
    public List<Unwell> unwell(String service, Optional<String> environment) {
        Set<String> workers = list(Optional.of(service)).stream()
                .filter(group -> environment.map(group.environment()::equals).orElse(true))
                .flatMap(group -> group.workers().stream())
                .collect(toSet());
        return workers.isEmpty()
                ? List.of()
                : unwell(service).stream()
                        .filter(one -> workers.contains(one.worker()))
                        .toList();
    }

    /** Those of a service, by name. */
    public List<Unwell> unwell(String service) {
        return ledger
                .all(
                        ApiPath.of("worker-figures").with("service", service).with("limit", 100),
                        "the look at what the workers of " + service + " said")
                .stream()
                .filter(worker -> !worker.is("isAnswering")
                        || worker.find("isServing").filter("false"::equals).isPresent())
                .map(worker -> new Unwell(worker.text("worker"), worker.is("isAnswering")))
                .toList();
    }
}
