package dev.slipway.ledger.drift;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.worker.disk.Content;
import dev.slipway.ledger.worker.disk.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides what is drift and when it ends, from what a worker has and what the ledger has on record; no side effects. */
final class DriftRules {
    /** A later use of the break-glass management user may be somebody else's. */
    private static final Duration ONE_USE = Duration.ofMinutes(10);

    private DriftRules() {}

    /**
     * The ledger's record of an archive that runs on a worker.
     *
     * @param service the name of the service that it belongs to
     * @param isReleased whether a release that may run there has its digest
     * @param isLive whether the ledger has it as live there
     * @param expected the digest that is live there; empty if none is, or it is not known
     * @param released the digest of the last release that was deployed there, for an {@linkplain #isUnknown unknown}
     *     archive; empty if none was
     */
    record Recorded(
            String service, boolean isReleased, boolean isLive, Optional<Digest> expected, Optional<Digest> released) {}

    /**
     * An archive that should run.
     *
     * @param digest its digest; empty if it is not known
     */
    record Live(String archive, String service, Optional<Digest> digest) {}

    /** How a running archive differs from the record; empty if it does not. */
    static Optional<Finding> running(Content content, Recorded recorded) {
        Optional<Digest> digest = Optional.ofNullable(content.artifactDigest());
        return kind(content, digest, recorded)
                .map(kind -> new Finding(
                        kind,
                        content.archive(),
                        recorded.service(),
                        digest,
                        // An unknown archive that was deployed is live, but that does not make it expected.
                        (kind == DriftKind.UNKNOWN_CONTENT ? recorded.released() : recorded.expected())
                                .filter(other -> !digest.equals(Optional.of(other)))));
    }

    /** Whether an archive belongs to no release; only then the last release that was deployed there counts. */
    static boolean isUnknown(Content content, boolean isReleased) {
        return !isReleased && !isAltered(content);
    }

    private static boolean isAltered(Content content) {
        return content.isAltered() || content.isOverlaid() || content.artifactDigest() == null;
    }

    private static Optional<DriftKind> kind(Content content, Optional<Digest> digest, Recorded recorded) {
        if (isUnknown(content, recorded.isReleased())) {
            return Optional.of(DriftKind.UNKNOWN_CONTENT);
        }
        if (isAltered(content)) {
            return Optional.of(DriftKind.ALTERED_CONTENT);
        }
        boolean isExpected = recorded.isLive()
                && (recorded.expected().isEmpty() || recorded.expected().equals(digest));
        return isExpected ? Optional.empty() : Optional.of(DriftKind.UNEXPECTED_CONTENT);
    }

    /** The archives that should run and do not. */
    static List<Finding> missing(Collection<Live> live, Inventory inventory) {
        return live.stream()
                .filter(one -> running(inventory, one.archive()).isEmpty())
                .map(one -> new Finding(DriftKind.MISSING, one.archive(), one.service(), one.digest(), one.digest()))
                .toList();
    }

    /**
     * Why an open drift of a worker's archives has ended; empty if it has not, or needs an explanation.
     *
     * @param found everything that is found now
     */
    static Optional<DriftResolution> resolution(Finding.Key open, Set<Finding.Key> found, Inventory inventory) {
        if (found.contains(open) || !open.kind().endsByItself() || open.kind().isOfConfiguration()) {
            return Optional.empty();
        }
        return Optional.of(running(inventory, open.archive())
                .map(content -> isSame(open, content) ? DriftResolution.RELEASED : DriftResolution.REPLACED)
                .orElse(DriftResolution.REMOVED));
    }

    private static boolean isSame(Finding.Key open, Content content) {
        return open.kind() == DriftKind.UNKNOWN_CONTENT
                && Optional.ofNullable(content.artifactDigest()).equals(open.artifactDigest());
    }

    /** The same for a worker's start configuration; none ends for a worker that does not answer. */
    static Optional<DriftResolution> resolution(Finding.Key open, StartedConfiguration start) {
        boolean isOpen = !open.kind().isOfConfiguration()
                || !start.isKnown()
                || start.findings().stream().map(Finding::key).anyMatch(open::equals);
        return isOpen ? Optional.empty() : Optional.of(DriftResolution.RESTARTED);
    }

    /** Whether a use of the break-glass management user belongs to the one that raised an open drift of the same archive at this time. */
    static boolean isOneUse(Instant raised, Instant used) {
        return Duration.between(raised, used).abs().compareTo(ONE_USE) < 0;
    }

    private static Optional<Content> running(Inventory inventory, String archive) {
        return inventory.find(archive).filter(Content::isEnabled);
    }
}
