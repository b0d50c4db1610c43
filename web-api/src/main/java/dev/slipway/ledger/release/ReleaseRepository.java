package dev.slipway.ledger.release;

import dev.slipway.ledger.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReleaseRepository {

    @PersistenceContext
    EntityManager entities;

    /** Adds it at once, so that the unique constraint speaks here and not at the end of the transaction. */
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

    Optional<Release> find(String service, String version) {
        return entities.createQuery(
                        "from Release r join fetch r.service s where s.name = :service and r.version = :version",
                        Release.class)
                .setParameter("service", service)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    List<Release> withDigest(String artifactDigest) {
        return entities.createQuery(
                        "from Release r join fetch r.service where r.artifactDigest = :digest order by r.recordedAt desc limit 10",
                        Release.class)
                .setParameter("digest", artifactDigest)
                .getResultList();
    }

    List<Release> withDigests(Collection<String> artifactDigests) {
        return entities.createQuery(
                        "from Release r join fetch r.service where r.artifactDigest in :digests order by r.recordedAt",
                        Release.class)
                .setParameter("digests", artifactDigests)
                .getResultList();
    }

    /**
     * Some releases, the last recorded first.
     *
     * @param service only those of this service, if given; by a subquery, so that one index serves both filter and order
     */
    List<Release> newestFirst(@Nullable String service, @Nullable Cursor after, int limit) {
        TypedQuery<Release> query = entities.createQuery(
                "from Release r join fetch r.service where true"
                        + (service == null
                                ? ""
                                : " and r.service.id = (select s.id from Service s where s.name = :service)")
                        + (after == null ? "" : " and (r.recordedAt, r.id) < (:at, :id)")
                        + " order by r.recordedAt desc, r.id desc",
                Release.class);
        if (service != null) {
            query.setParameter("service", service);
        }
        if (after != null) {
            query.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return query.setMaxResults(limit).getResultList();
    }
}
