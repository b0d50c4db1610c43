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
     * A service's worker with something wrong, in any environment.
     *
     * @param at when the agent last asked it; empty where an older ledger does not say
     */
    public record Unwell(String worker, Trouble trouble, Optional<Instant> at) {
        /** The agent asks a few times a minute. */
        private static final Duration STALE = Duration.ofMinutes(2);

        /** What is wrong with it. */
        public enum Trouble {
            /** It did not answer the agent when that last asked. */
            SILENT,
            /** Its application does not answer httpd. */
            UNSERVED,
            /** Its server ends and is started again and again. */
            RESTARTING,
            /** Nobody has asked it for minutes. */
            UNSEEN
        }

        private static Stream<Unwell> of(Json worker, Instant now) {
            Optional<Instant> at = worker.time("at");
            String name = worker.text("worker");
            List<Unwell> unwell = new ArrayList<>();
            if (!worker.is("isAnswering")) {
                unwell.add(new Unwell(name, Trouble.SILENT, at));
            } else if (worker.find("isServing").filter("false"::equals).isPresent()) {
                unwell.add(new Unwell(name, Trouble.UNSERVED, at));
            }
            if (worker.has("restartingSince")) {
                unwell.add(new Unwell(name, Trouble.RESTARTING, at));
            }
            boolean isStale = at.filter(time -> time.plus(STALE).isBefore(now)).isPresent();
            if (unwell.isEmpty() && isStale) {
                unwell.add(new Unwell(name, Trouble.UNSEEN, at));
            }
            return unwell.stream();
        }

        /** The names of those with this trouble. */
        public static List<String> names(List<Unwell> unwell, Trouble trouble) {
            return unwell.stream()
                    .filter(one -> one.trouble() == trouble)
                    .map(Unwell::worker)
                    .sorted()
                    .toList();
        }
    }

    /** Those in one environment, or in all; none while it has no workers of its own. */
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
