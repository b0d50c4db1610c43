package dev.slipway.line.sync;

import dev.slipway.line.digest.Digest;
import dev.slipway.line.ledger.group.Sync;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What to do about an archive that differs between workers. */
public sealed interface Decision {
    String archive();

    String service();

    /**
     * Deploys it to the workers that run different content, or none.
     *
     * @param version its release's version; derived from the digest if it is of no known release
     * @param digest the content to deploy
     * @param source a worker that runs it; empty if the store has it
     */
    record Deploy(
            String archive,
            String service,
            String version,
            Digest digest,
            Optional<String> source,
            List<String> targets)
            implements Decision {}

    /** No content can be deployed. */
    record Leave(String archive, String service, String reason) implements Decision {}

    /**
     * Decides what to do.
     *
     * @param digests the digests of the running content, by worker
     * @param workers all workers
     * @param seen its deployments, newest first
     * @param isBack whether to restore the last release that ran on all workers, instead of deploying the last change to the others
     * @param where the option that names the environment; empty if it is the default
     */
    static Decision of(
            String archive,
            Map<String, Digest> digests,
            List<String> workers,
            List<Seen> seen,
            boolean isBack,
            String where) {
        String service = seen.isEmpty()
                ? archive.replaceFirst("\\.[^.]*$", "")
                : seen.get(0).service();
        Optional<Digest> digest = isBack ? released(seen, workers.size()) : last(seen);
        Optional<String> source = digest.flatMap(desired -> new TreeMap<>(digests)
                .entrySet().stream()
                        .filter(one -> one.getValue().equals(desired))
                        .map(Map.Entry::getKey)
                        .findFirst());
        if (isBack && digest.isEmpty()) {
            return new Leave(archive, service, "No release of it ever ran on every worker.");
        }
        if (digest.isEmpty() || (!isBack && source.isEmpty())) {
            return new Leave(
                    archive,
                    service,
                    Sync.UNDEPLOYED + " To restore it: slipway sync --back" + where
                            + ". Or undeploy it from the others, too.");
        }
        Digest desired = digest.get();
        return new Deploy(
                archive,
                service,
                version(seen, desired),
                desired,
                source,
                workers.stream()
                        .filter(worker -> !desired.equals(digests.get(worker)))
                        .toList());
    }

    private static Optional<Digest> last(List<Seen> seen) {
        return seen.stream().findFirst().filter(Seen::isRunningAfter).flatMap(Seen::digest);
    }

    private static Optional<Digest> released(List<Seen> seen, int workers) {
        return seen.stream()
                .filter(one -> one.version().isPresent() && one.workers() >= workers)
                .findFirst()
                .flatMap(Seen::digest);
    }

    private static String version(List<Seen> seen, Digest digest) {
        return seen.stream()
                .filter(one -> one.digest().equals(Optional.of(digest)))
                .flatMap(one -> one.version().stream())
                .findFirst()
                .orElse("by-hand." + digest.abbreviated(9));
    }
}
