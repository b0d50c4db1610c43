package dev.slipway.line.cli.deploy;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.ledger.deployment.Deployment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A release that ran, and that a rollback may return to.
 *
 * @param version its version; empty for what was deployed last if that is of no known release
 * @param digest its archive
 * @param startedAt when it was deployed
 * @param isRollback whether that was a rollback
 * @param probe the health check that it went live with; null if unknown, or left to the ledger
 * @param configuration the version of the configuration that it ran with, 0 if nothing was set; null if unknown, or
 *     left to the ledger
 * @param archive its name on the workers; empty if that is unknown
 */
public record RollbackTarget(
        String version,
        String digest,
        String startedAt,
        boolean isRollback,
        @Nullable HealthCheck probe,
        @Nullable Integer configuration,
        String archive) {

    /**
     * A health check.
     *
     * @param path the path; null for the service's default
     * @param seconds its timeout
     */
    public record HealthCheck(@Nullable String path, int seconds) {}

    /** One of which no worker has reported the archive's name. */
    public RollbackTarget(
            String version,
            String digest,
            String startedAt,
            boolean isRollback,
            @Nullable HealthCheck probe,
            @Nullable Integer configuration) {
        this(version, digest, startedAt, isRollback, probe, configuration, "");
    }

    /** One whose health check and configuration the ledger finds. */
    RollbackTarget(String version, String digest, String startedAt, boolean isRollback) {
        this(version, digest, startedAt, isRollback, null, null, "");
    }

    /**
     * What ran, newest first: the releases, and what was deployed last.
     *
     * @param history successful deployments, most recently started first
     */
    static List<RollbackTarget> ran(List<Deployment> history) {
        return known(history.stream()
                .filter(Deployment::leavesRunning)
                .map(deployment -> new RollbackTarget(
                        deployment.version().orElse(""),
                        deployment.artifactDigest().orElse(""),
                        deployment.startedAt(),
                        deployment.json().is("isRollback"),
                        null,
                        null,
                        deployment.archive().orElse("")))
                .toList());
    }

    /**
     * Without archives of no known release, except what was deployed last: a rollback goes from there, to none of them.
     * Those of another name than the releases' run beside these.
     */
    public static List<RollbackTarget> known(List<RollbackTarget> ran) {
        String name = ran.stream()
                .filter(RollbackTarget::isKnown)
                .map(RollbackTarget::archive)
                .filter(archive -> !archive.isEmpty())
                .findFirst()
                .orElse("");
        List<RollbackTarget> one = ran.stream()
                .filter(target -> target.isKnown() || target.replaces(name))
                .toList();
        return Stream.concat(one.stream().limit(1), one.stream().skip(1).filter(RollbackTarget::isKnown))
                .toList();
    }

    private boolean replaces(String name) {
        return archive.isEmpty() || name.isEmpty() || archive.equals(name);
    }

    public boolean isKnown() {
        return !version.isEmpty() && !digest.isEmpty();
    }

    /** What to call it in a text. */
    String name() {
        return isKnown() ? version : "an archive of no known release";
    }

    /** The distinct archives other than the live one, newest first. */
    static List<RollbackTarget> earlier(List<RollbackTarget> ran) {
        Set<String> seen = new HashSet<>();
        ran.stream().limit(1).forEach(live -> seen.add(live.digest()));
        return ran.stream().filter(target -> seen.add(target.digest())).toList();
    }

    /**
     * The archives below the live one, newest first: what a rollback took out of service is not among them, unless it was
     * deployed again.
     */
    static List<RollbackTarget> below(List<RollbackTarget> ran) {
        Deque<RollbackTarget> standing = new ArrayDeque<>();
        Set<String> left = new HashSet<>();
        for (int n = ran.size() - 1; n >= 0; n--) {
            RollbackTarget next = ran.get(n);
            if (next.isRollback() && standing.stream().anyMatch(next::isSameArchive)) {
                while (!next.isSameArchive(standing.getFirst())) {
                    left.add(standing.pop().digest());
                }
            } else if (next.isRollback() && !left.contains(next.digest()) && !standing.isEmpty()) {
                left.add(standing.pop().digest());
            }
            standing.removeIf(next::isSameArchive);
            standing.push(next);
            left.remove(next.digest());
        }
        return new ArrayList<>(standing).subList(Math.min(1, standing.size()), standing.size());
    }

    /** The target: the given version, which may be the live one, or else the release below the live one. */
    public static Optional<RollbackTarget> choose(List<RollbackTarget> ran, @Nullable String version) {
        return version == null
                ? below(ran).stream().findFirst()
                : ran.stream()
                        .filter(target -> target.isKnown() && target.version().equals(version))
                        .findFirst();
    }

    private boolean isSameArchive(RollbackTarget other) {
        return digest.equals(other.digest);
    }

    /**
     * As a line of a list.
     *
     * @param isLeft whether a rollback took it out of service
     */
    String line(boolean isLeft) {
        return "  " + version + "  " + Sha256.shown(digest) + "  was deployed at " + startedAt
                + (isLeft ? ", and rolled back" : "");
    }
}
