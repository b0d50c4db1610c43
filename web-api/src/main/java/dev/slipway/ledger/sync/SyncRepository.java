package dev.slipway.ledger.sync;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
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
class SyncRepository {
    private static final String ALL =
            "select s from Sync s join fetch s.environment left join fetch s.service where true";

    @PersistenceContext
    EntityManager entities;

    void add(Sync sync) {
        entities.persist(sync);
        entities.flush();
    }

    Optional<Sync> find(UUID id) {
        return entities.createQuery(ALL + " and s.id = :id", Sync.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The environment of a sync. */
    Optional<Environment> environment(UUID id) {
        return entities.createQuery("select s.environment from Sync s where s.id = :id", Environment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Finds and locks a sync until the end of the transaction. */
    Optional<Sync> lock(UUID id) {
        boolean isThere = !entities.createNativeQuery(
                        "select id from sync where id = :id for no key update", UUID.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
        return isThere ? find(id) : Optional.empty();
    }

    /** The open sync of an environment. */
    Optional<Sync> open(Environment environment) {
        return entities.createQuery(
                        "select s from Sync s where s.environment = :environment"
                                + " and s.state in (SyncState.ASKED, SyncState.RUNNING)",
                        Sync.class)
                .setParameter("environment", environment)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** Those that have been running, or waiting for an agent, since before these; one for each environment at most. */
    List<UUID> openSince(Instant startedBefore, Instant requestedBefore) {
        return entities.createQuery(
                        "select s.id from Sync s where s.state = SyncState.RUNNING and s.startedAt <= :started"
                                + " or s.state = SyncState.ASKED and s.requestedAt <= :requested",
                        UUID.class)
                .setParameter("started", startedBefore)
                .setParameter("requested", requestedBefore)
                .getResultList();
    }

    /** A page of syncs, newest first. Names are resolved in subqueries, so that one index serves both filter and order. */
    List<Sync> newestFirst(@Nullable SyncState state, @Nullable String environment, @Nullable Cursor after, int limit) {
        return new ListQuery(ALL)
                .and("s.state = :state", "state", state)
                .and(
                        "s.environment.id = (select n.id from Environment n where n.name = :environment)",
                        "environment",
                        environment)
                .newestFirst("s.requestedAt", "s.id", after)
                .query(text -> entities.createQuery(text, Sync.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
