package dev.slipway.ledger.platform.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class IdempotencyRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Adds a key, unless it is there. Waits for a concurrent transaction that adds the same key.
     *
     * @return whether it was added
     */
    boolean add(IdempotencyKey key, UUID resourceId, Instant createdAt) {
        return entities.createNativeQuery("""
                                insert into idempotency_key (caller, value, fingerprint, resource_id, created_at)
                                values (:caller, :value, :fingerprint, :resource, :createdAt)
                                on conflict (caller, value) do nothing
                                """)
                        .setParameter("caller", key.caller())
                        .setParameter("value", key.value())
                        .setParameter("fingerprint", key.fingerprint())
                        .setParameter("resource", resourceId)
                        .setParameter("createdAt", createdAt)
                        .executeUpdate()
                == 1;
    }

    /** The id of the object that a request with this key created, if it was the same request. */
    Optional<UUID> find(IdempotencyKey key) {
        return entities.createNativeQuery("""
                        select resource_id from idempotency_key
                        where caller = :caller and value = :value and fingerprint = :fingerprint
                        """, UUID.class)
                .setParameter("caller", key.caller())
                .setParameter("value", key.value())
                .setParameter("fingerprint", key.fingerprint())
                .getResultStream()
                .map(UUID.class::cast)
                .findFirst();
    }

    void removeBefore(Instant createdAt) {
        entities.createNativeQuery("delete from idempotency_key where created_at < :createdAt")
                .setParameter("createdAt", createdAt)
                .executeUpdate();
    }
}
