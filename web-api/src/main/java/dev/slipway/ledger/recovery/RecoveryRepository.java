package dev.slipway.ledger.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RecoveryRepository {

    /**
     * The time stays that of the mark, or of its undoing, where only the words change: the soak time counts from it.
     * Without a mark to undo, nothing is stored, for that would begin the soak time anew.
     */
    private static final String MARK = """
            insert into intervention (deployment_id, is_needed, note, marked_by, marked_at)
            select :deployment, :isNeeded, cast(:note as text), :by, :at
            where :isNeeded or exists (select from intervention where deployment_id = :deployment)
            on conflict (deployment_id) do update
            set is_needed = excluded.is_needed, note = excluded.note, marked_by = excluded.marked_by,
                marked_at = case when intervention.is_needed = excluded.is_needed then intervention.marked_at else excluded.marked_at end
            where (intervention.is_needed, intervention.note, intervention.marked_by)
                is distinct from (excluded.is_needed, excluded.note, excluded.marked_by)
            """;

    private static final String LINK = """
            insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
            values (:deployment, cast(:repaired as uuid), false, :by, :at)
            on conflict (deployment_id) do update
            set repaired_id = excluded.repaired_id, is_automatic = false, linked_by = excluded.linked_by, linked_at = excluded.linked_at
            """;

    /**
     * Links a rollback to the deployment that it undoes: the delivery that brought the release that was live before it,
     * even if that was delivered again since; or, if the rollback restores that same release, the attempt since then
     * that failed, if there was exactly one. Links nothing if there is none, or if what the rollback repairs was stated
     * already.
     */
    private static final String LINK_ROLLBACK = """
            insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
            select d.id, case when live.release_id is distinct from d.release_id then coalesce(came.id, live.id) else attempt.id end, true, d.actor, :at
            from deployment d
            cross join lateral (
                select b.id, b.release_id, b.started_at from deployment b
                where b.service_id = d.service_id and b.environment_id = d.environment_id and b.outcome = 'succeeded'
                and b.kind = 'deploy' and b.operation in ('deploy', 'replace') and (b.started_at, b.id) < (d.started_at, d.id)
                order by b.started_at desc, b.id desc limit 1) live
            left join lateral (
                select b.id, b.started_at from deployment b
                where b.service_id = d.service_id and b.environment_id = d.environment_id and b.outcome = 'succeeded'
                and b.kind = 'deploy' and b.operation in ('deploy', 'replace') and b.release_id is distinct from live.release_id
                and (b.started_at, b.id) < (live.started_at, live.id)
                order by b.started_at desc, b.id desc limit 1) other on true
            left join lateral (
                select b.id from deployment b
                where b.service_id = d.service_id and b.environment_id = d.environment_id and b.outcome = 'succeeded'
                and b.kind = 'deploy' and b.operation in ('deploy', 'replace') and b.release_id = live.release_id
                and (b.started_at, b.id) > (coalesce(other.started_at, '-infinity'), coalesce(other.id, live.id))
                and (b.started_at, b.id) < (live.started_at, live.id)
                order by b.started_at, b.id limit 1) came on true
            left join lateral (
                select min(cast(f.id as text))::uuid id from (
                    select f.id from deployment f
                    where f.service_id = d.service_id and f.environment_id = d.environment_id and f.outcome = 'failed'
                    and f.kind = 'deploy' and f.operation in ('deploy', 'replace')
                    and (f.started_at, f.id) > (live.started_at, live.id) and (f.started_at, f.id) < (d.started_at, d.id)
                    limit 2) f
                having count(*) = 1) attempt on true
            where d.id = :deployment and (live.release_id is distinct from d.release_id or attempt.id is not null)
            on conflict (deployment_id) do nothing
            """;

    private static final String LINK_PUT_BACK = """
            insert into repair (deployment_id, repaired_id, is_automatic, linked_by, linked_at)
            values (:deployment, :repaired, true, :by, :at)
            on conflict (deployment_id) do nothing
            """;

    /** The most repairs of one deployment that are shown. */
    private static final int REPAIRS = 100;

    @PersistenceContext
    EntityManager entities;

    /** Returns whether anything has changed. */
    boolean mark(UUID deployment, boolean isNeeded, @Nullable String note, String by, Instant at) {
        return entities.createNativeQuery(MARK)
                        .setParameter("deployment", deployment)
                        .setParameter("isNeeded", isNeeded)
                        .setParameter("note", note)
                        .setParameter("by", by)
                        .setParameter("at", at)
                        .executeUpdate()
                > 0;
    }

    void link(UUID deployment, @Nullable UUID repaired, String by, Instant at) {
        entities.createNativeQuery(LINK)
                .setParameter("deployment", deployment)
                .setParameter("repaired", repaired == null ? null : repaired.toString())
                .setParameter("by", by)
                .setParameter("at", at)
                .executeUpdate();
    }

    /** Returns whether there was a deployment that it undoes, and what it repairs was not stated yet. */
    boolean linkRollback(UUID deployment, Instant at) {
        return entities.createNativeQuery(LINK_ROLLBACK)
                        .setParameter("deployment", deployment)
                        .setParameter("at", at)
                        .executeUpdate()
                > 0;
    }

    /** Returns whether what it repairs was not stated yet. */
    boolean linkPutBack(UUID deployment, UUID failed, String by, Instant at) {
        return entities.createNativeQuery(LINK_PUT_BACK)
                        .setParameter("deployment", deployment)
                        .setParameter("repaired", failed)
                        .setParameter("by", by)
                        .setParameter("at", at)
                        .executeUpdate()
                > 0;
    }

    Optional<Intervention> intervention(UUID deployment) {
        return entities.createQuery("from Intervention i where i.deploymentId = :id", Intervention.class)
                .setParameter("id", deployment)
                .getResultStream()
                .findFirst();
    }

    Optional<Repair> repair(UUID deployment) {
        return entities.createQuery("from Repair r where r.deploymentId = :id", Repair.class)
                .setParameter("id", deployment)
                .getResultStream()
                .findFirst();
    }

    /** The deployments that repair this one. */
    List<UUID> repairsOf(UUID deployment) {
        return entities.createQuery(
                        "select r.deploymentId from Repair r where r.repairedId = :id order by r.deploymentId desc",
                        UUID.class)
                .setParameter("id", deployment)
                .setMaxResults(REPAIRS)
                .getResultList();
    }
}
