package dev.slipway.ledger.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/** Decisions on record. */
@ApplicationScoped
class DecisionRepository {

    @PersistenceContext
    EntityManager entities;

    void add(UUID id, UUID request, UUID release, String decision, String answer, Instant at) {
        entities.createNativeQuery("""
                        insert into gate_decision (id, request_id, release_id, decision, answer, decided_at)
                        values (:id, :request, :release, :decision, cast(:answer as jsonb), :at)""")
                .setParameter("id", id)
                .setParameter("request", request)
                .setParameter("release", release)
                .setParameter("decision", decision)
                .setParameter("answer", answer)
                .setParameter("at", at)
                .executeUpdate();
    }
}
