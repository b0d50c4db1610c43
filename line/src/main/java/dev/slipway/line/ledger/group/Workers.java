package dev.slipway.line.ledger.group;

import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/** The workers, as the ledger sees them. */
public final class Workers {
    private final Ledger ledger;

    /** For a ledger. */
    public Workers(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * An archive's state on one worker.
     *
     * @param worker its name
     * @param isPresent whether the archive exists there
     * @param artifactDigest its digest, if its content is readable
     * @param version its release's version
     */
    public record Side(String worker, boolean isPresent, Optional<String> artifactDigest, Optional<String> version) {}

    /**
     * An archive that differs between the workers of an environment.
     *
     * @param archive its name
     * @param service the service that it belongs to
     * @param sides its state on each worker
     * @param json the full answer
     */
    public record Skew(String archive, String service, List<Side> sides, Json json) {
        public Skew {
            sides = List.copyOf(sides);
        }
    }

    /** The differences between the workers of an environment. */
    public List<Skew> skews(String environment) {
        return ledger
                .get(ApiPath.of("skews").with("environment", environment), "the look for what differs")
                .items("items")
                .stream()
                .map(skew -> new Skew(
                        skew.text("archive"),
                        skew.text("service"),
                        skew.items("workers").stream()
                                .map(side -> new Side(
                                        side.text("worker"),
                                        side.is("isPresent"),
                                        side.find("artifactDigest"),
                                        side.find("version")))
                                .toList(),
                        skew))
                .toList();
    }

    /** The workers of an environment with their archives. */
    public List<Json> list(String environment) {
        return ledger.all(ApiPath.of("workers").with("limit", 100), "the look at the workers").stream()
                .filter(worker -> worker.text("environment").equals(environment))
                .toList();
    }

    /** The open drift alerts of a service. */
    public List<Json> drifts(String service, Optional<String> environment) {
        return ledger.get(
                        ApiPath.of("drifts")
                                .with("state", "open")
                                .with("service", service)
                                .with("environment", environment.orElse(null))
                                .with("limit", 100),
                        "the look for drift")
                .items("items");
    }

    /** Whether the agent is running; empty if the ledger does not say. */
    public Optional<Boolean> isAgentPresent() {
        return ledger.find(ApiPath.of("agent"), "the look for the agent").map(agent -> agent.is("isPresent"));
    }
}
