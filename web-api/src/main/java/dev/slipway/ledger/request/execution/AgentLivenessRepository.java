package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.identity.MachineAccount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the agents' signs of life from two places, in SQL over the tables of several features. */
@ApplicationScoped
public class AgentLivenessRepository {
    @PersistenceContext
    EntityManager entities;

    /**
     * The liveness of the agents that execute these requests. The management user has a shorter name than the Keycloak
     * account.
     */
    public Map<UUID, AgentLiveness> of(Collection<UUID> running) {
        if (running.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows = entities.createNativeQuery("""
                        select r.id, r.claimed_at,
                            (select s.at from deployment_request_step s where s.request_id = r.id
                                order by s.number desc limit 1),
                            (select l.expires_at from deployment_lock l where l.environment_id = r.environment_id
                                and l.holder in (r.executor, :prefix || r.executor))
                        from deployment_request r where r.id in (:ids) and r.claimed_at is not null""", Object[].class)
                .setParameter("ids", running)
                .setParameter("prefix", MachineAccount.PREFIX)
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (UUID) row[0],
                        row -> new AgentLiveness((Instant) row[1], (Instant) row[2], (Instant) row[3])));
    }
}
