package dev.slipway.ledger.identity.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

@ApplicationScoped
class JobTokenRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Stores a token's id, unless it is stored. Waits for a concurrent transaction that stores the same.
     *
     * @return whether it was not stored before
     */
    boolean add(JobToken token) {
        return entities.createNativeQuery("""
                                insert into job_token (issuer, id, expires_at) values (:issuer, :id, :expiresAt)
                                on conflict (issuer, id) do nothing""")
                        .setParameter("issuer", token.issuer())
                        .setParameter("id", token.id())
                        .setParameter("expiresAt", token.expiresAt())
                        .executeUpdate()
                == 1;
    }

    /** Deletes expired tokens, except those that another transaction is deleting. */
    void removeBefore(Instant expiresAt) {
        entities.createNativeQuery("""
                        delete from job_token where (issuer, id) in (
                            select issuer, id from job_token where expires_at < :expiresAt
                            order by expires_at limit 1000 for update skip locked)""").setParameter("expiresAt", expiresAt).executeUpdate();
    }
}
