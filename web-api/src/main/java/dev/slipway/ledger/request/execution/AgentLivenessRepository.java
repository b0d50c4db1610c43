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
import org.jspecify.annotations.Nullable;

/** Reads the agents' signs of life from two places, in SQL over the tables of several features. */
@ApplicationScoped
public class AgentLivenessRepository {
    @PersistenceContext
    EntityManager entities;

    /** A request that was claimed, and its agent's signs of life. */
    record Executed(
            UUID request,
            Instant claimedAt,
            @Nullable Instant reportedAt,
            @Nullable Instant lockedUntil) {

        AgentLiveness liveness() {
            return new AgentLiveness(claimedAt, reportedAt, lockedUntil);
        }
    }

    /**
     * The liveness of the agents that execute these requests. The management user has a shorter name than the Keycloak
     * account.
     */
    public Map<UUID, AgentLiveness> of(Collection<UUID> running) {
        if (running.isEmpty()) {
            return Map.of();
        }
        List<Executed> executed = entities.createNativeQuery("""
                        select r.id, r.claimed_at,
                            (select s.at from deployment_request_step s where s.request_id = r.id
                                order by s.number desc limit 1),
                            (select l.expires_at from deployment_lock l where l.environment_id = r.environment_id
                                and l.holder in (r.executor, :prefix || r.executor))
                        from deployment_request r where r.id in (:ids) and r.claimed_at is not null""", Executed.class)
                .setParameter("ids", running)
                .setParameter("prefix", MachineAccount.PREFIX)
                .getResultList();
        return executed.stream().collect(Collectors.toMap(Executed::request, Executed::liveness));
    }
}
