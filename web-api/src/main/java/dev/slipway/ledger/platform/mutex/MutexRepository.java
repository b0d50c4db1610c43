package dev.slipway.ledger.platform.mutex;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

@ApplicationScoped
class MutexRepository {

    @PersistenceContext
    EntityManager entities;

    void acquire(long key) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", key)
                .getSingleResult();
    }

    void acquire(String key) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))", Integer.class)
                .setParameter("key", key)
                .getSingleResult();
    }

    void share(String key) {
        entities.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock_shared(hashtextextended(:key, 0))", Integer.class)
                .setParameter("key", key)
                .getSingleResult();
    }

    boolean tryAcquire(long key) {
        return (Boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(:key)", Boolean.class)
                .setParameter("key", key)
                .getSingleResult();
    }
}
