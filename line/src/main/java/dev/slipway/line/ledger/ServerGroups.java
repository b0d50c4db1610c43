package dev.slipway.line.ledger;

import static java.util.stream.Collectors.toSet;

import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The server groups of services that have workers of their own. */
public final class ServerGroups {
    private final Ledger ledger;

    /** For a ledger. */
    public ServerGroups(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Those of a service, or of all; empty for a ledger that is too old to have any. */
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

    /**
     * A service's worker that has a problem.
     *
     * @param environment where it is
     * @param at when the agent last polled it; empty from an older ledger
     */
    public record Unwell(String worker, String environment, Trouble trouble, Optional<Instant> at) {
        /** The agent polls several times a minute. */
        private static final Duration STALE = Duration.ofMinutes(2);

        /** The problem. */
        public enum Trouble {
            /** It did not answer the agent's last poll. */
            SILENT,
            /** Its application fails httpd's health check. */
            UNSERVED,
            /** Its server keeps exiting and being restarted. */
            RESTARTING,
            /** It has not been polled for minutes. */
            UNSEEN
        }

        private static Stream<Unwell> of(Json worker, Instant now) {
            Optional<Instant> at = worker.time("at");
            String name = worker.text("worker");
            String environment = worker.find("environment").orElse("production");
            List<Unwell> unwell = new ArrayList<>();
            if (!worker.is("isAnswering")) {
                unwell.add(new Unwell(name, environment, Trouble.SILENT, at));
            } else if (worker.find("isServing").filter("false"::equals).isPresent()) {
                unwell.add(new Unwell(name, environment, Trouble.UNSERVED, at));
            }
            if (worker.has("restartingSince")) {
                unwell.add(new Unwell(name, environment, Trouble.RESTARTING, at));
            }
            boolean isStale = at.filter(time -> time.plus(STALE).isBefore(now)).isPresent();
            if (unwell.isEmpty() && isStale) {
                unwell.add(new Unwell(name, environment, Trouble.UNSEEN, at));
            }
            return unwell.stream();
        }

        /** The names of those with this problem. */
        public static List<String> names(List<Unwell> unwell, Trouble trouble) {
            return unwell.stream()
                    .filter(one -> one.trouble() == trouble)
                    .map(Unwell::worker)
                    .sorted()
                    .toList();
        }
    }

    /** Those of a service in one environment, or in all; empty if it has no workers of its own. */
    public List<Unwell> unwell(String service, Optional<String> environment, Instant now) {
        Set<String> workers = list(Optional.of(service)).stream()
                .filter(group -> environment.map(group.environment()::equals).orElse(true))
                .flatMap(group -> group.workers().stream())
                .collect(toSet());
        return workers.isEmpty()
                ? List.of()
                : unwell(service, now).stream()
                        .filter(one -> workers.contains(one.worker()))
                        .toList();
    }

    /** Those of a service, by name. */
    public List<Unwell> unwell(String service, Instant now) {
        return ledger
                .all(
                        ApiPath.of("worker-figures").with("service", service).with("limit", 100),
                        "the look at what the workers of " + service + " said")
                .stream()
                .flatMap(worker -> Unwell.of(worker, now))
                .toList();
    }
}
