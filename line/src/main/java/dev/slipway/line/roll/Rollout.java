package dev.slipway.line.roll;

import dev.slipway.line.ledger.Services;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An archive and the workers to deploy it to.
 *
 * @param archive the deployment name, the same for every version: {@code shop.war}
 * @param hash the hash of the content to deploy or keep; NONE if nothing is deployed
 * @param targets the workers, in the order in which they are replaced
 * @param probePath the path that must answer before a worker is re-enabled; null for the service's default
 * @param label the service's host name label and balancer on httpd; null for the ledger
 * @param starts the desired start digest of each worker's process, by name, if it changes; else empty
 * @param isRestartOnly whether only the processes are restarted
 * @param probeBefore the health check with which the previous release went live; used when a failed deployment is
 *     rolled back; null for the service's default
 */
public record Rollout(
        String service,
        String archive,
        ContentHash hash,
        List<String> targets,
        @Nullable String probePath,
        int probeSeconds,
        @Nullable String label,
        Map<String, String> starts,
        boolean isRestartOnly,
        @Nullable FormerProbe probeBefore) {
    public Rollout {
        targets = List.copyOf(targets);
        starts = Map.copyOf(Objects.requireNonNullElse(starts, Map.of()));
    }

    /** The service's name on httpd. */
    public String nameOnHttpd() {
        return label == null ? service : label;
    }

    /** httpd's balancers for the service; none without a host name. */
    public Balancers balancers(boolean hasHost) {
        if (isLedger()) {
            return Balancers.LEDGER;
        }
        return hasHost ? Balancers.of(nameOnHttpd()) : Balancers.NONE;
    }

    /**
     * The health check of the deployed archive.
     *
     * @param host the service's host name on httpd; null if it has none
     */
    public Optional<Probe> probe(@Nullable Host host) {
        return probe(host, probePath, probeSeconds);
    }

    /** The health check of what ran before: as when that went live, for what has passed another may fail this one. */
    public Optional<Probe> formerProbe(@Nullable Host host) {
        return probeBefore == null
                ? probe(host, null, probeSeconds)
                : probe(host, probeBefore.path(), probeBefore.seconds());
    }

    private Optional<Probe> probe(@Nullable Host host, @Nullable String path, int seconds) {
        return Probe.of(service, label, host, path, Duration.ofSeconds(seconds));
    }

    /** Whether it is the ledger itself that is deployed. */
    public boolean isLedger() {
        return service.equals(Services.LEDGER);
    }
}
