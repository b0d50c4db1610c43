package dev.slipway.ledger.policy;

import dev.slipway.ledger.platform.mutex.MutexService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PolicyRepository {

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Adds it at once, so that the unique constraint speaks here and not at the end of the transaction. */
    void add(Policy policy) {
        entities.persist(policy);
        entities.flush();
    }

    /** Until the end of the transaction nobody else changes this environment's policy. */
    void lock(UUID environment) {
        mutexes.acquire("policy of " + environment);
    }

    /** The policy in force. */
    Optional<Policy> newest(UUID environment) {
        return newestFirst(environment, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** The versions before one, the newest first. */
    List<Policy> newestFirst(UUID environment, int before, int limit) {
        return entities.createQuery(
                        "from Policy p where p.environment.id = :environment and p.version < :before order by p.version desc",
                        Policy.class)
                .setParameter("environment", environment)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }
}
