package dev.slipway.ledger.event;

import dev.slipway.ledger.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what the ledger is told. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class EventService {

    @Inject
    EventRepository events;

    @Inject
    Clock clock;

    /**
     * Stores an event.
     *
     * @return its identity; empty if it was stored before, so that it must have no further effect
     */
    public Optional<UUID> append(LedgerEvent event) {
        return append(event, null);
    }

    /**
     * Stores an event.
     *
     * @param deployment the deployment that it is about, if already known
     * @return its identity; empty if it was stored before, so that it must have no further effect
     */
    public Optional<UUID> append(LedgerEvent event, @Nullable UUID deployment) {
        Instant now = clock.instant();
        UUID id = Uuid7.at(now);
        return events.add(id, event, deployment, now) ? Optional.of(id) : Optional.empty();
    }

    /** Notes which deployment an event turned out to be of. */
    public void link(UUID event, UUID deployment) {
        events.link(event, deployment);
    }
}
