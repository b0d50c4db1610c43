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

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(Policy policy) {
        entities.persist(policy);
        entities.flush();
    }

    /** Serializes changes of this environment's policy until the end of the transaction. */
    void lock(UUID environment) {
        mutexes.acquire("policy of " + environment);
    }

    /** The policy in force. */
    Optional<Policy> newest(UUID environment) {
        return newestFirst(environment, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** The versions before one, newest first. */
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
