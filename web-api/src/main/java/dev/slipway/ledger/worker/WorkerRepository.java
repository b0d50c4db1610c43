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
}
