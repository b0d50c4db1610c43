package dev.slipway.ledger.alert;

import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AlertRepository {
    /** Arbitrary, but unique among the advisory locks of this database. */
    private static final long LOCK = 0x616c657274L;

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Tries to become the only worker that changes alerts until the end of the transaction. */
    boolean tryLock() {
        return mutexes.tryAcquire(LOCK);
    }

    void add(Alert alert) {
        entities.persist(alert);
    }

    List<Alert> open() {
        return entities.createQuery("from Alert a where a.closedAt is null order by a.openedAt, a.id", Alert.class)
                .getResultList();
    }

    /** A page of alerts, most recently opened first. */
    List<Alert> newestFirst(@Nullable Boolean isOpen, @Nullable Cursor after, int limit) {
        return new ListQuery("from Alert a where true")
                .andIsNull("a.closedAt", isOpen)
                .newestFirst("a.openedAt", "a.id", after)
                .query(text -> entities.createQuery(text, Alert.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
