package dev.slipway.line.cli.deploy;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.Workers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares an archive, or its release, with the service's live one in an environment. */
record LiveCheck(Ledger ledger, String service, String environment) {
    /**
     * Whether this archive is live and runs on every worker.
     *
     * @param version as which version; null for any
     */
    boolean isUpToDate(String digest, @Nullable String version) {
        boolean isLive = new Deployments(ledger)
                .live(service, Optional.of(environment)).stream()
                        .filter(live -> version == null || live.version().equals(Optional.of(version)))
                        .anyMatch(live -> live.artifactDigest().equals(Optional.of(digest)));
        if (!isLive) {
            return false;
        }
        Optional<String> group = service.equals(Services.LEDGER)
                ? Optional.empty()
                : Optional.of(new DeploymentTarget(service, environment).group());
        List<Json> workers = new Workers(ledger)
                .list(environment).stream()
                        .filter(worker -> worker.find("group").equals(group))
                        .toList();
        return !workers.isEmpty()
                && workers.stream()
                        .allMatch(worker -> worker.items("archives").stream()
                                .anyMatch(archive -> archive.text("service").equals(service)
                                        && archive.is("isEnabled")
                                        && archive.find("artifactDigest").equals(Optional.of(digest))));
    }

    /** Whether the gate calls this version older than the live one. */
    boolean isOlder(String version) {
        return ledger
                .get(
                        ApiPath.of("gate")
                                .with("service", service)
                                .with("version", version)
                                .with("environment", environment),
                        "the question of " + service + " " + version)
                .items("reasons")
                .stream()
                .anyMatch(reason -> reason.text("code").equals("older-than-live"));
    }
}
