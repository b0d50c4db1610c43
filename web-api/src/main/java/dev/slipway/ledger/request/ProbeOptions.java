package dev.slipway.ledger.request;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.ledger.request.restoration.AcceptedProbe;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where the agent finds an application, and how it checks its health.
 *
 * @param contextRoot the context root; null for the definition's
 * @param probePath the path of the health check; null for the service's default
 * @param probeSeconds the health check's timeout in seconds; null unless the agent executes the request
 */
@Embeddable
public record ProbeOptions(
        @Nullable String contextRoot,
        @Nullable String probePath,
        @Nullable Integer probeSeconds) {
    public static final ProbeOptions NONE = new ProbeOptions(null, null, null);

    private static final int SECONDS = 30;

    /** The same with the health check that a release went live with, where these options name none. */
    ProbeOptions orElse(AcceptedProbe accepted) {
        return new ProbeOptions(
                contextRoot,
                probePath == null ? accepted.path() : probePath,
                requireNonNullElse(probeSeconds, accepted.seconds()));
    }

    /** The same for the agent, which needs a timeout. */
    ProbeOptions forAgent() {
        return new ProbeOptions(contextRoot, probePath, requireNonNullElse(probeSeconds, SECONDS));
    }
}
