package dev.slipway.ledger.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class EventRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Adds an event, unless one of the same id from the same source was stored before.
     *
     * @return whether it was added
     */
    boolean add(UUID id, LedgerEvent event, @Nullable UUID deployment, Instant receivedAt) {
        return entities.createNativeQuery("""
                                insert into event (id, source, source_id, kind, payload, occurred_at, received_at, deployment_id)
                                values (:id, :source, :sourceId, :kind, cast(:payload as jsonb), :occurredAt, :receivedAt, cast(:deployment as uuid))
                                on conflict (source, source_id) do nothing
                                """)
                        .setParameter("id", id)
                        .setParameter("source", event.source())
                        .setParameter("sourceId", event.sourceId())
                        .setParameter("kind", event.kind())
                        .setParameter("payload", event.payload())
                        .setParameter("occurredAt", event.occurredAt())
                        .setParameter("receivedAt", receivedAt)
                        .setParameter("deployment", deployment == null ? null : deployment.toString())
                        .executeUpdate()
                == 1;
    }

    void link(UUID id, UUID deployment) {
        entities.createNativeQuery("update event set deployment_id = :deployment where id = :id")
                .setParameter("deployment", deployment)
                .setParameter("id", id)
                .executeUpdate();
    }
}
