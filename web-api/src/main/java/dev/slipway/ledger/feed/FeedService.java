package dev.slipway.ledger.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Tells every worker what changed. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class FeedService {

    @Inject
    FeedRepository feed;

    void tell(@Observes Changed changed) {
        try {
            feed.tell(Json.mapper().writeValueAsString(changed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of names can be written as JSON", e);
        }
    }
}
