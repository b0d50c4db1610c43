package dev.slipway.ledger.auditlog;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditLogRepository {

    @PersistenceContext
    EntityManager entities;

    /** Locks the position of a worker's log until the end of the transaction. */
    LogPosition lock(String worker) {
        entities.createNativeQuery("""
                        insert into log_position (worker, inode, line_start, line_end, line_digest, read_at)
                        values (:worker, 0, 0, 0, '', :never) on conflict (worker) do nothing""")
                .setParameter("worker", worker)
                .setParameter("never", Instant.EPOCH)
                .executeUpdate();
        return entities.find(LogPosition.class, worker, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<LogPosition> find(String worker) {
        return Optional.ofNullable(entities.find(LogPosition.class, worker));
    }

    /** Deletes the positions of these workers, except where the group's data are kept: the files of its workers stay, too. */
    void forget(Collection<String> workers) {
        entities.createNativeQuery("""
                        delete from log_position where worker in (:workers) and not exists (select from server_group g
                            where g.name = %s and not g.is_data_dropped)""".formatted(GroupNames.ofWorkerInSql("log_position.worker")))
                .setParameter("workers", workers)
                .executeUpdate();
    }

    void add(LogGap gap) {
        entities.persist(gap);
    }

    /** Some gaps, newest first. */
    List<LogGap> newestFirst(@Nullable Cursor after, int limit) {
        return new ListQuery("from LogGap g where true")
                .newestFirst("g.detectedAt", "g.id", after)
                .query(text -> entities.createQuery(text, LogGap.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
