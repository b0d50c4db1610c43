package dev.slipway.ledger.backup;

import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class BackupRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Stores a report on a backup. The newest report on the same backup counts, except that a proof stays. A report
     * that proves a backup may know only its snapshot, whose time is later than the backup's start.
     */
    void store(UUID id, ReportBackupRequest report, Instant now) {
        entities.createNativeQuery("""
                        insert into backup (id, taken_at, snapshot, bytes, databases, proven_at, proven_seconds, error, reported_at)
                        values (:id,
                            coalesce(
                                (select min(taken_at) from backup where left(snapshot, 8) = left(cast(:snapshot as text), 8)),
                                cast(:takenAt as timestamptz)),
                            cast(:snapshot as text), :bytes, :databases,
                            cast(cast(:provenAt as text) as timestamptz), cast(cast(:provenSeconds as text) as bigint),
                            cast(:error as text), :now)
                        on conflict (taken_at) do update set snapshot = coalesce(excluded.snapshot, backup.snapshot),
                            bytes = greatest(excluded.bytes, backup.bytes), databases = greatest(excluded.databases, backup.databases),
                            proven_at = coalesce(excluded.proven_at, backup.proven_at),
                            proven_seconds = coalesce(excluded.proven_seconds, backup.proven_seconds),
                            error = excluded.error, reported_at = excluded.reported_at""")
                .setParameter("id", id)
                .setParameter("takenAt", report.takenAt())
                .setParameter("snapshot", report.snapshot())
                .setParameter("bytes", report.bytes() == null ? 0L : report.bytes())
                .setParameter("databases", report.databases() == null ? 0 : report.databases())
                .setParameter("provenAt", report.provenAt())
                .setParameter(
                        "provenSeconds",
                        report.provenSeconds() == null
                                ? null
                                : report.provenSeconds().toString())
                .setParameter("error", report.error())
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Some, newest first. */
    List<Backup> newestFirst(@Nullable Cursor after, int limit) {
        return new ListQuery("from Backup b where true")
                .newestFirst("b.takenAt", "b.id", after)
                .query(text -> entities.createQuery(text, Backup.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
