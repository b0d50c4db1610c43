package dev.slipway.ledger.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Notifies every worker of changes. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class FeedService {

    @Inject
    FeedRepository feed;

    void publish(@Observes Changed changed) {
        feed.notifyListeners(List.of(changed));
    }
}
