package dev.slipway.line.cli.deploy;

import dev.slipway.line.ledger.Deployment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A release to roll back to.
 *
 * @param version its version
 * @param digest its archive
 * @param startedAt when it was last deployed
 */
public record RollbackTarget(String version, String digest, String startedAt) {

    /**
     * The releases that ran, newest first.
     *
     * @param history successful deployments, most recently started first
     */
    static List<RollbackTarget> ran(List<Deployment> history) {
        return history.stream()
                .filter(Deployment::leavesRunning)
                .flatMap(deployment -> deployment.version().stream()
                        .flatMap(version -> deployment.artifactDigest().stream()
                                .map(digest -> new RollbackTarget(version, digest, deployment.startedAt()))))
                .toList();
    }

    /** The distinct releases other than the live one, newest first. */
    static List<RollbackTarget> earlier(List<RollbackTarget> ran) {
        Set<String> seen = new LinkedHashSet<>();
        ran.stream().limit(1).forEach(live -> seen.add(live.version()));
        return ran.stream().filter(target -> seen.add(target.version())).toList();
    }

    /** The target: the given version, which may be the live one, or else the release before the live one. */
    static Optional<RollbackTarget> choose(List<RollbackTarget> ran, @Nullable String version) {
        return version == null
                ? earlier(ran).stream().findFirst()
                : ran.stream()
                        .filter(target -> target.version().equals(version))
                        .findFirst();
    }

    /** As a line of a list. */
    String line() {
        return "  " + version + "  " + digest.substring(0, 19) + "…  was deployed at " + startedAt;
    }
}
