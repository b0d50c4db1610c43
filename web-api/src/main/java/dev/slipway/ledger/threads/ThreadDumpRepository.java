package dev.slipway.ledger.threads;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ThreadDumpRepository {
    private static final int AT_ONCE = 8;

    @PersistenceContext
    EntityManager entities;

    void add(ThreadDump dump) {
        entities.persist(dump);
        entities.flush();
    }

    Optional<ThreadDump> find(UUID id) {
        return Optional.ofNullable(entities.find(ThreadDump.class, id));
    }

    /** Finds and locks a dump until the end of the transaction. */
    Optional<ThreadDump> lock(UUID id) {
        return Optional.ofNullable(entities.find(ThreadDump.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Some that are unclaimed, or whose agent has been silent since then. */
    List<ThreadDump> due(List<String> environments, Instant before) {
        return entities.createQuery(
                        "from ThreadDump d where d.environment in :environments and d.answeredAt is null and (d.claimedAt is null or d.claimedAt < :before)"
                                + " order by d.askedAt, d.id",
                        ThreadDump.class)
                .setParameter("environments", environments)
                .setParameter("before", before)
                .setMaxResults(AT_ONCE)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The latest request for a worker since then that is not answered yet. */
    Optional<ThreadDump> unanswered(String service, String environment, String worker, Instant since) {
        return entities.createQuery(
                        "from ThreadDump d where d.service = :service and d.environment = :environment and d.worker = :worker"
                                + " and d.answeredAt is null and d.askedAt >= :since order by d.askedAt desc, d.id desc",
                        ThreadDump.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("worker", worker)
                .setParameter("since", since)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    long count() {
        return entities.createQuery("select count(d) from ThreadDump d", Long.class)
                .getSingleResult();
    }

    /** How many of them an account has requested. */
    long count(String actor) {
        return entities.createQuery("select count(d) from ThreadDump d where d.actor = :actor", Long.class)
                .setParameter("actor", actor)
                .getSingleResult();
    }

    void removeBefore(Instant before) {
        entities.createQuery("delete from ThreadDump d where d.askedAt < :before")
                .setParameter("before", before)
                .executeUpdate();
    }
}
