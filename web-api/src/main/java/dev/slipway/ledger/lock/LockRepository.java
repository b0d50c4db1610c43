package dev.slipway.ledger.lock;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class LockRepository {
    private static final String ALL = "from DeploymentLock l join fetch l.environment e where true";
    private static final String ACQUIRE = """
            insert into deployment_lock (environment_id, id, holder, reason, taken_at, expires_at)
            values (:environment, :id, :holder, :reason, :now, :until)
            on conflict (environment_id) do update set id = excluded.id, holder = excluded.holder,
                reason = excluded.reason, taken_at = excluded.taken_at, expires_at = excluded.expires_at
            where deployment_lock.expires_at <= excluded.taken_at""";

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Acquires the lock, unless an unexpired one is held. */
    boolean acquire(UUID id, Environment environment, String holder, String reason, Instant now, Instant until) {
        return acquire(ACQUIRE, id, environment, holder, reason, now, until);
    }

    /** Acquires the lock, also if this holder has it already. */
    boolean reacquire(UUID id, Environment environment, String holder, String reason, Instant now, Instant until) {
        return acquire(
                ACQUIRE + " or deployment_lock.holder = excluded.holder", id, environment, holder, reason, now, until);
    }

    private boolean acquire(
            String sql, UUID id, Environment environment, String holder, String reason, Instant now, Instant until) {
        return entities.createNativeQuery(sql)
                        .setParameter("environment", environment.id())
                        .setParameter("id", id)
                        .setParameter("holder", holder)
                        .setParameter("reason", reason)
                        .setParameter("now", now)
                        .setParameter("until", until)
                        .executeUpdate()
                == 1;
    }

    /** Serializes claims and releases in an environment until the end of the transaction. */
    void serialize(Environment environment) {
        mutexes.acquire("work in " + environment.id());
    }

    /** The lock of an environment that this account holds. */
    Optional<UUID> heldBy(Environment environment, String holder) {
        return entities.createQuery(
                        "select l.id from DeploymentLock l where l.environment = :environment and l.holder = :holder",
                        UUID.class)
                .setParameter("environment", environment)
                .setParameter("holder", holder)
                .getResultStream()
                .findFirst();
    }

    /** Extends it, unless it was released or taken over. */
    boolean extend(UUID id, Instant until) {
        return entities.createNativeQuery("update deployment_lock set expires_at = :until where id = :id")
                        .setParameter("until", until)
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    boolean remove(UUID id) {
        return entities.createNativeQuery("delete from deployment_lock where id = :id")
                        .setParameter("id", id)
                        .executeUpdate()
                == 1;
    }

    Optional<DeploymentLock> find(UUID id) {
        return entities.createQuery(ALL + " and l.id = :id", DeploymentLock.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The lock as it is in the database by now. */
    DeploymentLock refreshed(DeploymentLock lock) {
        entities.refresh(lock);
        return lock;
    }

    /** The last one of an environment, whether in force or not. */
    Optional<DeploymentLock> of(Environment environment) {
        return entities.createQuery(ALL + " and e = :environment", DeploymentLock.class)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst();
    }

    /** Those in force, by the names of their environments. */
    List<DeploymentLock> inForce(@Nullable String environment, Instant now, @Nullable String after, int limit) {
        return new ListQuery(ALL)
                .and("l.expiresAt > :now", "now", now)
                .and("e.name = :environment", "environment", environment)
                .and("e.name > :after", "after", after)
                .then(" order by e.name")
                .query(text -> entities.createQuery(text, DeploymentLock.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
