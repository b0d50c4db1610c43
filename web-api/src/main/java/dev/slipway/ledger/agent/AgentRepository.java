package dev.slipway.ledger.agent;

import dev.slipway.ledger.agent.ClaimQueue.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Queries the tables of several features, since there are several kinds of work. */
@ApplicationScoped
class AgentRepository {
    private static final int AT_ONCE = 100;

    @PersistenceContext
    EntityManager entities;

    /** The work that an agent has in progress in an environment, and the oldest unclaimed work. */
    List<Work> work(UUID environment, String executor) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select * from (
                            select 'SYNC' as kind, id, requested_at, state = 'running' as is_begun, cast(null as uuid) as sync_id
                            from sync where environment_id = :environment and state in ('asked', 'running')
                                and (state = 'asked' or executor = :executor)
                            union all
                            select 'DEPLOYMENT', id, requested_at, state = 'running', sync_id
                            from deployment_request where environment_id = :environment and is_for_agent and kind in ('deploy', 'configure')
                                and state in ('allowed', 'running') and (state = 'allowed' or executor = :executor)
                            union all
                            select 'RESTART', id, requested_at, state = 'running', cast(null as uuid) from restart
                            where environment_id = :environment and state in ('asked', 'running')
                                and (state = 'asked' or executor = :executor)
                        ) work order by is_begun desc, requested_at, id limit :many""", Object[].class)
                .setParameter("environment", environment)
                .setParameter("executor", executor)
                .setParameter("many", AT_ONCE)
                .getResultList();
        return rows.stream()
                .map(row -> new Work(
                        WorkKind.valueOf((String) row[0]),
                        (UUID) row[1],
                        (Instant) row[2],
                        Boolean.TRUE.equals(row[3]),
                        (UUID) row[4]))
                .toList();
    }

    /** When the desired state of an environment's server groups last changed. */
    Optional<Instant> groupsChangedAt(String environment) {
        return entities.createNativeQuery("""
                        select g.changed_at from server_group g join environment e on e.id = g.environment_id
                        where e.name = :environment order by g.changed_at desc limit 1""", Instant.class)
                .setParameter("environment", environment)
                .getResultStream()
                .map(Instant.class::cast)
                .findFirst();
    }

    /** Records that an agent is present, and deletes those not seen since {@code forgotten}. */
    void recordSeen(String name, Instant now, Instant forgotten) {
        entities.createNativeQuery("""
                        with gone as (delete from agent where last_seen_at < :forgotten and name <> :name)
                        insert into agent (name, last_seen_at) values (:name, :now)
                        on conflict (name) do update set last_seen_at = excluded.last_seen_at
                        where agent.last_seen_at < excluded.last_seen_at""")
                .setParameter("name", name)
                .setParameter("now", now)
                .setParameter("forgotten", forgotten)
                .executeUpdate();
    }

    /** When an agent was last present. */
    record Seen(String agent, Instant at) {}

    /** When each agent was last present, by its name; one that holds a lock is present for as long as it holds it. */
    Map<String, Instant> seen(Instant now) {
        List<Seen> agents = entities.createNativeQuery("""
                        select a.name, greatest(a.last_seen_at, case when exists (
                            select from deployment_lock l where l.holder = a.name and l.expires_at > :now)
                                then cast(:now as timestamptz) end)
                        from agent a order by a.name""", Seen.class)
                .setParameter("now", now)
                .getResultList();
        Map<String, Instant> seen = new LinkedHashMap<>();
        agents.forEach(one -> seen.put(one.agent(), one.at()));
        return seen;
    }
}
