package dev.slipway.ledger.feed;

import dev.slipway.ledger.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

@ApplicationScoped
class FeedRepository {
    /** The channel of PostgreSQL's notifications. */
    static final String CHANNEL = "ledger";

    @PersistenceContext
    EntityManager entities;

    /** Has PostgreSQL notify every listener of these changes when this transaction commits. */
    void notifyListeners(List<Changed> changes) {
        entities.createNativeQuery("""
                        select cast(pg_notify(:channel, change) as text)
                        from jsonb_array_elements_text(cast(:changes as jsonb)) change""", String.class)
                .setParameter("channel", CHANNEL)
                .setParameter(
                        "changes",
                        Json.mapper()
                                .valueToTree(changes.stream().map(Json::text).toList())
                                .toString())
                .getResultList();
    }
}
