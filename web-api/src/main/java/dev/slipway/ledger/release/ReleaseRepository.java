package dev.slipway.ledger.release;

import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReleaseRepository {
    private static final String AUTHORS =
            "select new dev.slipway.ledger.release.CommitAuthor(c.author, c.authorEmail, min(c.sha), r.recordedBy, min(r.version))"
                    + " from Release r left join r.commits c";

    private static final String EACH = " group by c.author, c.authorEmail, r.recordedBy";

    /** That the release was to be deployed into an environment: one index look-up per release. */
    private static final String REQUESTED =
            "exists (select 1 from DeploymentRequest q where q.release.id = r.id and q.kind = DeploymentKind.DEPLOY"
                    + " and q.environment.id = (select n.id from Environment n where n.name = :environment))";

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Until the end of the transaction, blocks observations of these bytes and other releases of them. */
    void lock(Digest artifactDigest) {
        mutexes.acquire(key(artifactDigest));
    }

    /** Until the end of the transaction, blocks releases of these bytes, but not other observations. */
    void lockForObservation(Digest artifactDigest) {
        mutexes.share(key(artifactDigest));
    }

    private static String key(Digest artifactDigest) {
        return "archive " + artifactDigest.text();
    }

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(Release release) {
        entities.persist(release);
        entities.flush();
    }

    Optional<Release> find(UUID id) {
        return entities.createQuery("from Release r join fetch r.service where r.id = :id", Release.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * The service is looked up first: joined, a plan for any value would look the version up in the index that searches in texts, which
     * costs ten times as much.
     */
    Optional<Release> find(String service, String version) {
        return entities.createQuery("""
                        from Release r join fetch r.service
                        where r.service.id = (select s.id from Service s where s.name = :service) and r.version = :version""", Release.class)
                .setParameter("service", service)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    List<Release> withDigests(Collection<Digest> artifactDigests) {
        return entities.createQuery(
                        "from Release r join fetch r.service where r.artifactDigest in :digests order by r.recordedAt desc",
                        Release.class)
                .setParameter(
                        "digests", artifactDigests.stream().map(Digest::text).toList())
                .getResultList();
    }

    /** Those of these services that have a release. */
    Set<UUID> released(Set<UUID> services) {
        return Set.copyOf(entities.createQuery(
                        "select s.id from Service s where s.id in :services and exists (select 1 from Release r where r.service = s)",
                        UUID.class)
                .setParameter("services", services)
                .getResultList());
    }

    /** Some releases, newest first. Names become ids by a subquery, so that one index serves filter and order. */
    List<Release> newestFirst(ReleaseFilter filter, @Nullable Cursor after, int limit) {
        return new ListQuery("from Release r join fetch r.service where true")
                .and("r.service.id = (select s.id from Service s where s.name = :service)", "service", filter.service())
                .and("r.version = :version", "version", filter.version())
                .and("r.artifactDigest = :artifactDigest", "artifactDigest", filter.artifactDigest())
                .and(REQUESTED, "environment", filter.environment())
                .newestFirst("r.recordedAt", "r.id", after)
                .query(text -> entities.createQuery(text, Release.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /** The commits of one release, newest first; a commit of several authors once for each. */
    List<Commit> commits(UUID release) {
        return entities.createQuery(
                        "select c from Release r join r.commits c where r.id = :release order by index(c)",
                        Commit.class)
                .setParameter("release", release)
                .getResultList();
    }

    /**
     * The commits of a service's releases after one and up to another, from the newest release on; a commit may occur
     * several times.
     *
     * @param first how many to skip
     * @param limit the most to return
     */
    List<Commit> commits(Release after, Release upTo, int first, int limit) {
        return between(
                        "select c from Release r join r.commits c",
                        " order by r.recordedAt desc, r.id desc, index(c)",
                        Commit.class,
                        after,
                        upTo)
                .setFirstResult(first)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The authors of one release, each with one of their commits, and who recorded it. */
    List<CommitAuthor> authors(Release release) {
        return entities.createQuery(AUTHORS + " where r = :release" + EACH, CommitAuthor.class)
                .setParameter("release", release)
                .getResultList();
    }

    /** The same of the releases of a service after one and up to another. */
    List<CommitAuthor> authors(Release after, Release upTo) {
        return between(AUTHORS, EACH, CommitAuthor.class, after, upTo).getResultList();
    }

    /** The same of the releases of a service up to this one. */
    List<CommitAuthor> authorsUpTo(Release release) {
        return entities.createQuery(
                        AUTHORS + " where r.service = :service and (r.recordedAt, r.id) <= (:recordedAt, :id)" + EACH,
                        CommitAuthor.class)
                .setParameter("service", release.service())
                .setParameter("recordedAt", release.recordedAt())
                .setParameter("id", release.id())
                .getResultList();
    }

    /** How many of these releases were recorded without their commits. */
    long withoutCommits(Release after, Release upTo) {
        return between("select count(r) from Release r", " and r.commitCount is null", Long.class, after, upTo)
                .getSingleResult();
    }

    private <T> TypedQuery<T> between(String select, String rest, Class<T> type, Release after, Release upTo) {
        return entities.createQuery(
                        select + " where r.service = :service and (r.recordedAt, r.id) > (:afterAt, :afterId)"
                                + " and (r.recordedAt, r.id) <= (:upToAt, :upToId)" + rest,
                        type)
                .setParameter("service", upTo.service())
                .setParameter("afterAt", after.recordedAt())
                .setParameter("afterId", after.id())
                .setParameter("upToAt", upTo.recordedAt())
                .setParameter("upToId", upTo.id());
    }
}
