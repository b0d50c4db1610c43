package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.mutex.MutexService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PersonChangeRepository {
    /** Arbitrary, but unique among the advisory locks of this database. */
    private static final long LOCK = 0x70656f706c65L;

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Serializes changes of people on all workers: two admins could otherwise revoke each other's role. */
    void lock() {
        mutexes.acquire(LOCK);
    }

    void add(PersonChange change) {
        entities.persist(change);
    }

    Optional<PersonChange> find(UUID id) {
        return Optional.ofNullable(entities.find(PersonChange.class, id));
    }

    List<PersonChange> newestFirst(UUID personId, int limit) {
        return entities.createQuery(
                        "from PersonChange c where c.personId = :personId order by c.id desc", PersonChange.class)
                .setParameter("personId", personId)
                .setMaxResults(limit)
                .getResultList();
    }
}
