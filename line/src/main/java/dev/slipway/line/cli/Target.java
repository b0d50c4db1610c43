package dev.slipway.line.cli;

import dev.slipway.line.ledger.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A release that could be put back.
 *
 * @param version its version
 * @param digest its archive
 * @param startedAt when it was last deployed
 */
record Target(String version, String digest, String startedAt) {

    /**
     * The releases that ran, the last one first.
     *
     * @param history deployments that succeeded, the last started first
     */
    static List<Target> ran(List<Deployment> history) {
        return history.stream()
                .filter(Deployment::leavesRunning)
                .flatMap(deployment -> deployment.version().stream()
                        .flatMap(version -> deployment.artifactDigest().stream()
                                .map(digest -> new Target(version, digest, deployment.startedAt()))))
                .toList();
    }

    /** Those other than the one that is live, each once, the last one first. */
    static List<Target> earlier(List<Target> ran) {
        Set<String> seen = new LinkedHashSet<>();
        ran.stream().limit(1).forEach(live -> seen.add(live.version()));
        return ran.stream().filter(target -> seen.add(target.version())).toList();
    }

    /** The one to go back to: that of a version, the live one too, or else the one before the live one. */
    static Optional<Target> choose(List<Target> ran, @Nullable String version) {
        return version == null
                ? earlier(ran).stream().findFirst()
                : ran.stream()
                        .filter(target -> target.version().equals(version))
                        .findFirst();
    }

    /** As a list shows it. */
    String line() {
        return "  " + version + "  " + digest.substring(0, 19) + "…  was deployed at " + startedAt;
    }
}
