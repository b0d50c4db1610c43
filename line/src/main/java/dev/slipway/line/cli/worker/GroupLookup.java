package dev.slipway.line.cli.worker;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.ServerGroups;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the workers of a service. */
public final class GroupLookup {
    private GroupLookup() {}

    /**
     * The workers' names.
     *
     * @param number the number of a worker; null for all
     * @throws Failure if there are none
     */
    static List<String> workers(Ledger ledger, String service, String environment, @Nullable Integer number) {
        ServerGroup group = new ServerGroups(ledger)
                .list(Optional.of(service)).stream()
                        .filter(one -> one.environment().equals(environment) && !one.isGone())
                        .findFirst()
                        .orElseThrow(() -> new Failure(
                                service + " has no workers of its own in " + environment + ".",
                                "Where it has some: slipway services show " + service));
        List<String> workers = group.workers().stream()
                .filter(worker -> number == null || worker.equals(group.group() + "-" + number))
                .toList();
        if (workers.isEmpty()) {
            throw new Failure(
                    number == null
                            ? "The workers of " + service + " in " + environment + " do not exist yet: the state is "
                                    + group.state() + "."
                            : service + " has no worker " + number + " in " + environment + ".",
                    "Their state: slipway services show " + service);
        }
        return workers;
    }
}
