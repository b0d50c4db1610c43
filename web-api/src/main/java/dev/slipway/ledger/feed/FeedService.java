package dev.slipway.ledger.feed;

import dev.slipway.ledger.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Notifies every worker of changes. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class FeedService {

    @Inject
    FeedRepository feed;

    void publish(@Observes Changed changed) {
        feed.notifyListeners(Json.text(changed));
    }
}
