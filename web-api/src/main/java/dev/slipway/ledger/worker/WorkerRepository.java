package dev.slipway.ledger.worker;

import dev.slipway.ledger.definition.GroupNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class WorkerRepository {
    /**
     * Workers seen in the last minute, and the archives that are not the same on all of those of a group. The ledger's own workers
     * of an environment count as a group.
     */
    private static final String SKEWED = """
            with live as (
                select w.name, w.environment_id, w.service_id,
                    count(*) over (partition by w.environment_id, w.service_id) as workers
                from worker w where w.last_seen_at > now() - interval '1 minute'
            ), skewed as (
                select l.environment_id, l.service_id as group_id, a.archive,
                    min(cast(a.service_id as text)) as service_id
                from live l join worker_archive a on a.worker = l.name
                group by l.environment_id, l.service_id, a.archive
                having count(*) < min(l.workers) or count(distinct coalesce(a.artifact_digest, '')) > 1
                    or bool_or(a.is_enabled) <> bool_and(a.is_enabled)
            )
            """;

    @PersistenceContext
    EntityManager entities;

    void seen(String name, UUID environment, @Nullable UUID service, Instant at) {
        entities.createNativeQuery("""
                        insert into worker (name, environment_id, service_id, last_seen_at)
                        values (:name, :environment, cast(nullif(:service, '') as uuid), :at)
                        on conflict (name) do update set environment_id = excluded.environment_id,
                            service_id = excluded.service_id, last_seen_at = excluded.last_seen_at""")
                .setParameter("name", name)
                .setParameter("environment", environment)
                .setParameter("service", service == null ? "" : service.toString())
                .setParameter("at", at)
                .executeUpdate();
    }

    void replace(String worker, Collection<WorkerArchive> archives) {
        entities.createQuery("delete from WorkerArchive a where a.worker = :worker")
                .setParameter("worker", worker)
                .executeUpdate();
        archives.forEach(entities::persist);
        entities.flush();
    }

    /**
     * The known workers of server groups, except for these. A worker whose inventory was never readable, or that was
     * forgotten while its files stayed, is known by its log position alone: then it is included only once the data are
     * dropped. The names of the ledger's own workers are not derived from a group's.
     */
    List<String> goneFromGroups(Collection<String> present) {
        List<String> names = entities.createNativeQuery(
                        """
                        select name from worker where service_id is not null
                        union
                        select p.worker from log_position p
                        join server_group g on g.name = %s
                        group by p.worker having bool_and(g.is_data_dropped)""".formatted(GroupNames.ofWorkerInSql("p.worker")), String.class)
                .getResultList();
        return names.stream().filter(name -> !present.contains(name)).toList();
    }

    void remove(Collection<String> names) {
        entities.createQuery("delete from WorkerArchive a where a.worker in :names")
                .setParameter("names", names)
                .executeUpdate();
        entities.createNativeQuery("delete from worker where name in (:names)")
                .setParameter("names", names)
                .executeUpdate();
    }

    List<Worker> byName(@Nullable String after, int limit) {
        return entities.createQuery(
                        "from Worker w join fetch w.environment left join fetch w.service where w.name > :after order by w.name",
                        Worker.class)
                .setParameter("after", after == null ? "" : after)
                .setMaxResults(limit)
                .getResultList();
    }

    List<WorkerArchive> archives(Collection<String> workers) {
        return entities.createQuery(
                        "from WorkerArchive a join fetch a.service where a.worker in :workers order by a.worker, a.archive",
                        WorkerArchive.class)
                .setParameter("workers", workers)
                .getResultList();
    }

    /**
     * The skewed archives: one row per worker, ordered by environment, group, archive and worker, without a digest if
     * it is absent.
     */
    List<SkewSide> skewed(@Nullable String environment, int limit) {
        return entities.createNativeQuery(SKEWED + """
                        select k.environment, k.of_group, k.archive, s.name, l.name, a.worker is not null, a.artifact_digest,
                            coalesce(a.is_enabled, false)
                        from (select k.*, e.name as environment, g.name as of_group
                            from skewed k join environment e on e.id = k.environment_id
                            left join service g on g.id = k.group_id
                            where :environment in ('', e.name)
                            order by e.name, g.name nulls first, k.archive limit :limit) k
                        join live l on l.environment_id = k.environment_id and l.service_id is not distinct from k.group_id
                        join service s on s.id = cast(k.service_id as uuid)
                        left join worker_archive a on a.worker = l.name and a.archive = k.archive
                        order by k.environment, k.of_group nulls first, k.archive, l.name""", SkewSide.class)
                .setParameter("environment", environment == null ? "" : environment)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** How many archives are skewed in each environment that has workers, by its name. */
    List<Object[]> skews() {
        return entities.createNativeQuery(SKEWED + """
                        select e.name, (select count(*) from skewed k where k.environment_id = e.id)
                        from environment e where exists (select 1 from worker w where w.environment_id = e.id) order by e.name""", Object[].class).getResultList();
    }
}
