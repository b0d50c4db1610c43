package dev.slipway.line.ledger.deployment;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The deployments on record. */
public final class Deployments {
    private static final int MOST = 5_000;

    private final Ledger ledger;

    /** For a ledger. */
    public Deployments(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The live deployments of a service, in one environment or in all. */
    public List<Deployment> live(String service, Optional<String> environment) {
        return list(
                ApiPath.of("deployments")
                        .with("live", true)
                        .with("service", service)
                        .with("environment", environment.orElse(null)),
                "the look for what is live");
    }

    /** The live deployments of all services. */
    public List<Deployment> live() {
        return deployments(ledger.all(
                ApiPath.of("deployments").with("live", true).with("limit", 100), "the look for what is live"));
    }

    /**
     * The last successful deployments of a service in an environment, most recently started first: a hundred, and
     * further ones until they are enough, or thousands.
     */
    public List<Deployment> history(String service, String environment, Predicate<List<Deployment>> isEnough) {
        return deployments(ledger.list(
                ApiPath.of("deployments")
                        .with("service", service)
                        .with("environment", environment)
                        .with("outcome", "succeeded")
                        .with("limit", 100),
                "the history of " + service,
                items -> items.size() >= MOST || isEnough.test(deployments(items))));
    }

    /**
     * The last 100 successful deployments of a service's archive in an environment, most recently started first.
     * Another service may have one of the same name.
     */
    public List<Deployment> ofArchive(String service, String archive, String environment) {
        return list(
                        ApiPath.of("deployments")
                                .with("service", service)
                                .with("environment", environment)
                                .with("outcome", "succeeded")
                                .with("search", archive)
                                .with("limit", 100),
                        "the history of " + archive)
                .stream()
                .filter(deployment -> deployment.archive().equals(Optional.of(archive)))
                .toList();
    }

    private List<Deployment> list(ApiPath path, String subject) {
        return deployments(ledger.get(path, subject).items("items"));
    }

    private static List<Deployment> deployments(List<Json> items) {
        return items.stream().map(Deployment::of).toList();
    }
}
