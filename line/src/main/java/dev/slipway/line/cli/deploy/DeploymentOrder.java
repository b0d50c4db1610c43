package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Requests;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to request from the agent.
 *
 * @param version the release's version
 * @param environment the target environment
 * @param digest the archive
 * @param isRollback whether it is a rollback
 * @param start the start options
 * @param keepsConfiguration for a rollback, whether to keep the current configuration
 * @param fromVersion for a rollback, the release to replace; if another one goes live first, that one stays
 * @param comment what approvers should know; null for nothing
 */
public record DeploymentOrder(
        String service,
        String version,
        String environment,
        String digest,
        boolean isRollback,
        Start start,
        boolean keepsConfiguration,
        @Nullable String fromVersion,
        @Nullable String comment) {

    /**
     * How an application is to start.
     *
     * @param contextRoot the context root, if not {@code /}; only for a service without a definition
     * @param probePath the path of the health check; null for the service's default
     * @param probeSeconds the health check's timeout; null for the default
     */
    public record Start(
            @Nullable String contextRoot,
            @Nullable String probePath,
            @Nullable Long probeSeconds) {
        /** As the ledger has it. */
        public static final Start BY_DEFAULT = new Start(null, null, null);
    }

    /** A rollback to an earlier release, from the version that is live. */
    static DeploymentOrder back(
            String service,
            RollbackTarget target,
            String environment,
            boolean keepsConfiguration,
            String fromVersion,
            @Nullable String comment) {
        return new DeploymentOrder(
                service,
                target.version(),
                environment,
                target.digest(),
                true,
                Start.BY_DEFAULT,
                keepsConfiguration,
                fromVersion,
                comment);
    }

    Json json() {
        return Json.object()
                .with("service", service)
                .with("version", version)
                .with("environment", environment)
                .with("artifactDigest", digest)
                .with("isRollback", isRollback)
                .with("isForAgent", true)
                .with("contextRoot", start.contextRoot())
                .with("probePath", start.probePath())
                .with("probeSeconds", start.probeSeconds())
                .with("keepsConfiguration", keepsConfiguration ? true : null)
                .with("fromVersion", fromVersion)
                .with("comment", comment);
    }

    /**
     * Requests the deployment. The ledger merges a repeated request into the first; the caller's own gate-only request
     * is withdrawn.
     */
    DeploymentRequest request(Ledger ledger) {
        Requests requests = new Requests(ledger);
        Optional<DeploymentRequest> created = requests.create(json());
        if (created.isPresent()) {
            return created.get();
        }
        DeploymentRequest open = requests.open(service, Optional.of(environment)).stream()
                .filter(request -> request.version().equals(version) && !request.isConfigure())
                .findFirst()
                .orElseThrow(() -> new Failure(
                        "Another request for " + service + " " + version + " in " + environment + " has just finished.",
                        "Try again."));
        String me = ledger.get(ApiPath.of("me"), "who you are").text("name");
        if (open.isForAgent() || !open.actor().equals(me)) {
            throw new Failure(
                    "Another request for " + service + " " + version + " in " + environment + " is " + open.state()
                            + (open.isRollback() == isRollback
                                    ? ""
                                    : isRollback ? ", not as a rollback" : ", as a rollback")
                            + ", made by " + open.actor() + ".",
                    "Wait until it is done, or withdraw it at " + ledger.page("/releases/?id=" + open.releaseId()));
        }
        requests.withdraw(open.id(), "The agent carries it out instead.");
        return requests.create(json())
                .orElseThrow(() -> new Failure(
                        "Somebody else requested " + service + " " + version + " in " + environment + " just now.",
                        "Run the command again to follow theirs."));
    }
}
