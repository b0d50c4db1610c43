package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/** What runs, as the ledger sees it. */
public final class Workers {
    private final Ledger ledger;

    /** Of a ledger. */
    public Workers(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What one worker has of an archive.
     *
     * @param worker its name
     * @param isPresent whether it is there at all
     * @param artifactDigest its digest, where its content can be read
     * @param version the version of the release that it is of
     */
    public record Side(String worker, boolean isPresent, Optional<String> artifactDigest, Optional<String> version) {}

    /**
     * An archive that is not the same on all workers of an environment.
     *
     * @param archive its name
     * @param service the service that it belongs to
     * @param sides what each worker has of it
     * @param json all that was answered
     */
    public record Skew(String archive, String service, List<Side> sides, Json json) {
        /** Keeps a copy. */
        public Skew {
            sides = List.copyOf(sides);
        }
    }

    /** Where the workers of an environment differ. */
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

    /** The workers of an environment, each with what is on it. */
    public List<Json> list(String environment) {
        return ledger.all(ApiPath.of("workers").with("limit", 100), "the look at the workers").stream()
                .filter(worker -> worker.text("environment").equals(environment))
                .toList();
    }

    /** What differs from the ledger, of one service. */
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

    /** Whether the agent is there; nothing where the ledger does not say so. */
    public Optional<Boolean> isAgentPresent() {
        return ledger.find(ApiPath.of("agent"), "the look for the agent").map(agent -> agent.is("isPresent"));
    }
}
