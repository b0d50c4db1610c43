package dev.slipway.ledger.worker;

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

    @PersistenceContext
    EntityManager entities;

    void seen(String name, UUID environment, Instant at) {
        entities.createNativeQuery("""
                        insert into worker (name, environment_id, last_seen_at) values (:name, :environment, :at)
                        on conflict (name) do update set environment_id = :environment, last_seen_at = :at""")
                .setParameter("name", name)
                .setParameter("environment", environment)
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

    List<Worker> byName(@Nullable String after, int limit) {
        return entities.createQuery(
                        "from Worker w join fetch w.environment where w.name > :after order by w.name", Worker.class)
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
     * Each archive that is not the same on all workers of an environment that were seen in the last minute: one row for
     * each of these workers, in the order of environments, archives and workers; without a digest where it is not there.
     */
    List<SkewSide> skewed(@Nullable String environment, int limit) {
        List<Object[]> rows = entities.createNativeQuery("""
                        with live as (
                            select w.name, w.environment_id, count(*) over (partition by w.environment_id) as workers
                            from worker w where w.last_seen_at > now() - interval '1 minute'
                        ), skewed as (
                            select l.environment_id, a.archive, min(cast(a.service_id as text)) as service_id
                            from live l join worker_archive a on a.worker = l.name
                            group by l.environment_id, a.archive
                            having count(*) < min(l.workers) or count(distinct coalesce(a.artifact_digest, '')) > 1
                                or bool_or(a.is_enabled) <> bool_and(a.is_enabled)
                        )
                        select e.name, k.archive, s.name, l.name, a.worker is not null, a.artifact_digest,
                            coalesce(a.is_enabled, false)
                        from (select k.*, e.name as environment from skewed k join environment e on e.id = k.environment_id
                            where :environment in ('', e.name)
                            order by e.name, k.archive limit :limit) k
                        join environment e on e.id = k.environment_id
                        join live l on l.environment_id = k.environment_id
                        join service s on s.id = cast(k.service_id as uuid)
                        left join worker_archive a on a.worker = l.name and a.archive = k.archive
                        order by 1, 2, 4""", Object[].class)
                .setParameter("environment", environment == null ? "" : environment)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream().map(SkewSide::of).toList();
    }
}
