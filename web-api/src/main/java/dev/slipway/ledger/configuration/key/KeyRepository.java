package dev.slipway.ledger.configuration.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
public class KeyRepository {

    @PersistenceContext
    EntityManager entities;

    /** Stores a key; the last stored one is in use. */
    void store(String kid, String jwk, String reportedBy, Instant now) {
        entities.createNativeQuery("""
                        insert into configuration_key (kid, jwk, reported_by, reported_at)
                        values (:kid, :jwk, :reportedBy, :now)
                        on conflict (kid) do update set jwk = excluded.jwk, reported_by = excluded.reported_by,
                            reported_at = excluded.reported_at""")
                .setParameter("kid", kid)
                .setParameter("jwk", jwk)
                .setParameter("reportedBy", reportedBy)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** A key, as JSON. */
    public Optional<String> find(String kid) {
        return entities.createNativeQuery("select jwk from configuration_key where kid = :kid", String.class)
                .setParameter("kid", kid)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }

    /** The key in use, as JSON. */
    Optional<String> newest() {
        return entities.createNativeQuery(
                        "select jwk from configuration_key order by reported_at desc, kid limit 1", String.class)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }
}
