package dev.slipway.ledger.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

@ApplicationScoped
class FeedRepository {
    /** The channel of PostgreSQL's notifications. */
    static final String CHANNEL = "ledger";

    @PersistenceContext
    EntityManager entities;

    /** Has PostgreSQL notify every listener when this transaction commits. */
    void notifyListeners(String change) {
        entities.createNativeQuery("select cast(pg_notify(:channel, :change) as text)", String.class)
                .setParameter("channel", CHANNEL)
                .setParameter("change", change)
                .getSingleResult();
    }
}
