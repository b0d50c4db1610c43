package dev.slipway.line.roll;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to come onto which workers.
 *
 * @param archive what the workers call it, the same for every version: {@code shop.war}
 * @param hash the content that is to run
 * @param targets the workers, in the order in which they are replaced
 * @param probePath what must answer before a worker is let back in; null where the service's own says it
 * @param label what httpd calls the service: its host name's label and its balancer; null for the ledger
 * @param starts what each worker's process is to be started with, by its name, where that becomes something else; else empty
 * @param isRestartOnly whether the content stays, and only the processes become others
 */
public record Rollout(
        String service,
        String archive,
        String hash,
        List<String> targets,
        @Nullable String probePath,
        int probeSeconds,
        @Nullable String label,
        Map<String, String> starts,
        boolean isRestartOnly) {
    /** The ledger itself: who calls it is told from the services by another name. */
    public static final String LEDGER = "slipway";

    /** The ledger's balancers. The second is for requests that wait: those come again, and are to go elsewhere then. */
    private static final List<String> LEDGER_BALANCERS = List.of("slipway", "slipway-waiting");

    public Rollout {
        targets = List.copyOf(targets);
        starts = Map.copyOf(Objects.requireNonNullElse(starts, Map.of()));
    }

    /** Of processes that go on. */
    public Rollout(
            String service,
            String archive,
            String hash,
            List<String> targets,
            @Nullable String probePath,
            int probeSeconds,
            @Nullable String label) {
        this(service, archive, hash, targets, probePath, probeSeconds, label, Map.of(), false);
    }

    /** What httpd calls the service. */
    public String nameOnHttpd() {
        return label == null ? service : label;
    }

    /** httpd's balancers for the service; none for one without a host name. The second is for WebSockets: nobody waits for their end. */
    public List<String> balancers(boolean hasHost) {
        if (isLedger()) {
            return LEDGER_BALANCERS;
        }
        return hasHost ? balancersOf(nameOnHttpd()) : List.of();
    }

    /** Those of a server group, by the label of its host. */
    public static List<String> balancersOf(String label) {
        return List.of(label, label + ".sockets");
    }

    /**
     * How a worker is asked whether the service is well there. Without a path of its own, a service is well that is there and not at fault;
     * without a host name, nobody asks it.
     *
     * @param host its host name on httpd; null where it has none
     * @param path the path that is asked; null leaves that to the host name
     */
    public Optional<Probe> probe(@Nullable Host host, @Nullable String path) {
        Duration patience = Duration.ofSeconds(probeSeconds);
        if (isLedger()) {
            return Optional.of(new Probe("mywebapp", "/internal/ready", Probe.Answer.GOOD, patience));
        }
        if (path != null) {
            return Optional.of(new Probe(nameOnHttpd(), path, Probe.Answer.GOOD, patience));
        }
        return Optional.ofNullable(host)
                .map(known -> new Probe(nameOnHttpd(), known.probePath(), answer(known), patience));
    }

    /** Of a path that nobody has thought of, a page need not be there. */
    private Probe.Answer answer(Host host) {
        return label != null && host.probePath().equals(host.contextRoot()) ? Probe.Answer.ANY : Probe.Answer.THERE;
    }

    boolean isLedger() {
        return service.equals(LEDGER);
    }
}
