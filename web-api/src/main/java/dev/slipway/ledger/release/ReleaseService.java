package dev.slipway.ledger.release;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.idempotency.IdempotencyService;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.service.Service;
import dev.slipway.ledger.service.ServiceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records releases. */
@ApplicationScoped
@Transactional
public class ReleaseService {
    /** How many entries of commits are read at a time. */
    private static final int PAGE = 1_000;

    @Inject
    ReleaseRepository releases;

    @Inject
    ServiceService services;

    @Inject
    ArchiveService archives;

    @Inject
    IdempotencyService idempotency;

    @Inject
    Event<ReleaseRecorded> recorded;

    @Inject
    Event<Changed> changed;

    @Inject
    Clock clock;

    /**
     * Records a release.
     *
     * @param isProof whether the recorder's report proves that the service has the archive; else it only claims it
     */
    Release record(RecordReleaseRequest request, String recorder, boolean isProof, Optional<IdempotencyKey> key) {
        Service service = services.find(request.service())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_REFERENCE,
                        "Create the service " + request.service() + " first.",
                        new Violation("service", "is not known")));
        Release release = new Release(service, request, recorder, clock.instant());
        Optional<UUID> earlier = idempotency.claim(key, release.id());
        if (earlier.isPresent()) {
            return releases.find(earlier.get()).orElseThrow();
        }
        if (releases.find(service.name(), release.version()).isPresent()) {
            throw new ProblemException(
                    ProblemType.RELEASE_EXISTS,
                    "Version " + release.version() + " of " + service.name() + " is recorded already.",
                    new Violation("version", "is taken"));
        }
        releases.lock(release.artifactDigest());
        releases.add(release);
        if (isProof) {
            archives.confirm(List.of(service.name()), release.artifactDigest());
        } else {
            archives.claim(service.name(), release.artifactDigest());
        }
        recorded.fire(new ReleaseRecorded(release));
        changed.fire(Changed.ofService(Changed.Kind.RELEASE, release.id(), service.name()));
        return release;
    }

    /**
     * Until the end of the transaction, no release of these bytes is recorded: it would not see the deployment that the caller is
     * about to add, nor would the caller see the release.
     */
    public void lockForObservation(Digest artifactDigest) {
        releases.lockForObservation(artifactDigest);
    }

    /**
     * The releases of these very bytes, newest first; at most ten.
     *
     * @param service only of this service; null: of any
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Release> withDigest(Digest artifactDigest, @Nullable String service) {
        return releases.newestFirst(new ReleaseFilter(service, null, artifactDigest.text(), null), null, 10);
    }

    /** The releases with each of these digests, newest first: several services may have the same archive. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Digest, List<Release>> withDigests(Set<Digest> artifactDigests) {
        return artifactDigests.isEmpty()
                ? Map.of()
                : releases.withDigests(artifactDigests).stream()
                        .collect(Collectors.groupingBy(Release::artifactDigest));
    }

    /** Whether this service has a release. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean hasReleases(Service service) {
        return !released(Set.of(service.id())).isEmpty();
    }

    /** Those of these services that have a release. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Set<UUID> released(Set<UUID> services) {
        return services.isEmpty() ? Set.of() : releases.released(services);
    }

    /** The release of this service that has this version. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Release> find(String service, String version) {
        return releases.find(service, version);
    }

    /** The release of this identity. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Release> find(UUID id) {
        return releases.find(id);
    }

    /** The newest release of this service that is this archive. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<Release> findByDigest(String service, Digest artifactDigest) {
        return releases.newestFirst(new ReleaseFilter(service, null, artifactDigest.text(), null), null, 1).stream()
                .findFirst();
    }

    /** The commits of this release since the previous one, newest first; each commit once. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Commit> commits(Release release) {
        return Commit.distinctBySha(releases.commits(release.id()));
    }

    /**
     * The commits of a service's releases after one and up to another, newest first; each commit once, though it may
     * have several authors, and be in several releases.
     *
     * @param limit the most to return
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<Commit> commits(Release after, Release upTo, int limit) {
        List<Commit> commits = new ArrayList<>();
        List<Commit> distinct;
        int first;
        do {
            first = commits.size();
            commits.addAll(releases.commits(after, upTo, first, PAGE));
            distinct = Commit.distinctBySha(commits);
        } while (distinct.size() < limit && commits.size() == first + PAGE);
        return distinct.subList(0, Math.min(limit, distinct.size()));
    }

    /**
     * The authors of all commits that a release brings, each with one of their commits, and who recorded the releases.
     *
     * @param former a release that ran before, recorded earlier; the commits of releases after it count, too, even if
     *     these never ran. Empty: nothing ran, so all that was ever recorded comes with it. The release itself, if it
     *     ran: its own commits count
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<CommitAuthor> authors(Release release, Optional<Release> former) {
        return former.map(ran ->
                        ran.id().equals(release.id()) ? releases.authors(release) : releases.authors(ran, release))
                .orElseGet(() -> releases.authorsUpTo(release));
    }

    /** Whether the commits of all the releases after one and up to another were recorded. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public boolean areCommitsKnown(Release after, Release upTo) {
        return releases.withoutCommits(after, upTo) == 0;
    }
}
