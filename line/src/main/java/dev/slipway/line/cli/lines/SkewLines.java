package dev.slipway.line.cli.lines;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.group.Sync;
import dev.slipway.line.ledger.group.Workers.Side;
import dev.slipway.line.ledger.group.Workers.Skew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Formats skew between workers, and what a sync would do. */
public final class SkewLines {
    private SkewLines() {}

    /**
     * Of one archive.
     *
     * @param history its deployments that succeeded, the last started first
     * @param isBack whether the sync would undo the change
     * @param where the option that names the environment; empty if it is the default
     */
    public static List<String> of(Skew skew, List<Deployment> history, boolean isBack, String where) {
        List<String> lines = new ArrayList<>();
        lines.add(skew.archive());
        skew.sides().forEach(side -> lines.add("    " + side.worker() + ": " + content(side)));
        lines.add("    Last: "
                + history.stream()
                        .findFirst()
                        .map(last -> last.operation() + " by " + last.who() + " through " + last.channel() + " at "
                                + last.startedAt() + " on " + String.join(", ", last.workers()))
                        .orElse("nothing on record"));
        lines.add("    "
                + (isBack ? released(skew, history) : newest(skew, history))
                        .map(digest -> "Would deploy " + Sha256.shown(digest) + " to every worker.")
                        .orElse(
                                isBack
                                        ? "No release of it ever ran on every worker."
                                        : Sync.UNDEPLOYED + " Restore it: slipway sync --back" + where));
        return lines;
    }

    private static String content(Side side) {
        if (!side.isPresent()) {
            return "nothing";
        }
        return side.version().orElse("unknown content")
                + side.artifactDigest()
                        .map(digest -> ", " + Sha256.shown(digest))
                        .orElse("");
    }

    /** The last changed content that runs on a worker. */
    private static Optional<String> newest(Skew skew, List<Deployment> history) {
        return history.stream()
                .findFirst()
                .filter(Deployment::leavesRunning)
                .flatMap(Deployment::artifactDigest)
                .filter(digest -> skew.sides().stream()
                        .anyMatch(side -> side.artifactDigest().equals(Optional.of(digest))));
    }

    /** The last release that was deployed to all workers. */
    private static Optional<String> released(Skew skew, List<Deployment> history) {
        return history.stream()
                .filter(deployment -> deployment.version().isPresent()
                        && deployment.workers().size() >= skew.sides().size())
                .flatMap(deployment -> deployment.artifactDigest().stream())
                .findFirst();
    }
}
