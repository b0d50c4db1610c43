package dev.slipway.ledger.drift;

import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DriftRepository {
    private static final String ALL = "select d from Drift d join fetch d.service join fetch d.environment where true";

    @PersistenceContext
    EntityManager entities;

    void add(Drift drift) {
        entities.persist(drift);
        entities.flush();
    }

    Optional<Drift> find(UUID id) {
        return entities.createQuery(ALL + " and d.id = :id", Drift.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Finds and locks a drift until the end of the transaction. */
    Optional<Drift> lock(UUID id) {
        return Optional.ofNullable(entities.find(Drift.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Finds and locks a worker's open drifts until the end of the transaction, in the same order each time. */
    List<Drift> lockOpen(String worker) {
        return entities.createQuery(
                        "select d from Drift d where d.worker = :worker and d.clearedAt is null order by d.id",
                        Drift.class)
                .setParameter("worker", worker)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** How many are open on this worker. */
    long openOnes(String worker) {
        return entities.createQuery(
                        "select count(*) from Drift d where d.worker = :worker and d.clearedAt is null", Long.class)
                .setParameter("worker", worker)
                .getSingleResult();
    }

    /** Whether this difference was already explained on this worker. */
    boolean isExplained(String worker, Finding.Key key) {
        return !entities.createQuery("""
                        select 1 from Drift d where d.worker = :worker and d.archive = :archive and d.kind = :kind
                        and d.clearance = :explained and coalesce(d.artifactDigest, '') = :digest""", Integer.class)
                .setParameter("worker", worker)
                .setParameter("archive", key.archive())
                .setParameter("kind", key.kind())
                .setParameter("explained", DriftResolution.EXPLAINED)
                .setParameter("digest", key.artifactDigest().map(Digest::text).orElse(""))
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Whether the agent is deploying a release of this service there, claimed after that time. */
    boolean isBeingDeployed(String service, String environment, Instant since) {
        return !entities.createNativeQuery("""
                        select 1 from deployment_request q join release r on r.id = q.release_id
                        where q.state = 'running' and q.claimed_at > :since
                            and r.service_id = (select id from service where name = :service)
                            and q.environment_id = (select id from environment where name = :environment)
                        limit 1""", Integer.class)
                .setParameter("since", since)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultList()
                .isEmpty();
    }

    /**
     * Whether the running archive is about to be copied to this worker: its group was changed after that time and is
     * not finished, or the agent has not yet compared the worker with its desired state; or a restart that was
     * requested after that time is open.
     */
    boolean isBeingAdded(String worker, String service, String environment, Instant since) {
        return !entities.createNativeQuery("""
                        select 1 from server_group g
                        where g.service_id = (select id from service where name = :service)
                            and g.environment_id = (select id from environment where name = :environment)
                            and (g.changed_at > :since and (g.state <> 'ready' or not exists (
                                    select from worker_figures f where f.worker = :worker and f.wanted_start is not null))
                                or exists (select from restart w where w.group_id = g.id and w.state in ('asked', 'running')
                                    and w.requested_at > :since))""", Integer.class)
                .setParameter("worker", worker)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("since", since)
                .getResultList()
                .isEmpty();
    }

    /** A page of drifts, most recently detected first, optionally filtered by state, service and environment. */
    List<Drift> newestFirst(
            @Nullable Boolean isOpen,
            @Nullable String service,
            @Nullable String environment,
            @Nullable Cursor after,
            int limit) {
        return new ListQuery(ALL)
                .andIsNull("d.clearedAt", isOpen)
                .and("d.service.name = :service", "service", service)
                .and("d.environment.name = :environment", "environment", environment)
                .newestFirst("d.detectedAt", "d.id", after)
                .query(text -> entities.createQuery(text, Drift.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
