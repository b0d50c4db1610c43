package dev.slipway.ledger.alert;

import dev.slipway.ledger.figure.Restarts;
import dev.slipway.ledger.notification.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong, in SQL over the tables of several features. */
@ApplicationScoped
class ConditionRepository {
    @PersistenceContext
    EntityManager entities;

    /** Everything that is wrong now, as far as the database knows, except for a missing agent. */
    List<Condition> all() {
        List<Condition> found = new ArrayList<>();
        found.addAll(approvals());
        found.addAll(drifts());
        found.addAll(certificates());
        found.addAll(backups());
        found.addAll(ledgerWorkers());
        found.addAll(silentWorkers());
        found.addAll(restartingWorkers());
        return found;
    }

    private List<Condition> approvals() {
        return rows("""
                        select cast(r.id as text), s.name, rel.version, e.name, r.actor
                        from deployment_request r join release rel on rel.id = r.release_id join service s on s.id = rel.service_id
                        join environment e on e.id = r.environment_id
                        where r.state = 'waiting' and cast(r.reasons as jsonb) @> cast('[{"code":"approval-missing"}]' as jsonb)
                        order by r.id limit 1000""").stream()
                .map(row -> Wording.approval(text(row[0]), text(row[1]), text(row[2]), text(row[3]), text(row[4])))
                .toList();
    }

    private List<Condition> drifts() {
        return rows("""
                        select cast(d.id as text), s.name, e.name, d.worker, d.archive, d.kind
                        from drift d join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                        where d.cleared_at is null order by d.id limit 1000""").stream()
                .map(row -> Wording.drift(
                        text(row[0]), text(row[1]), text(row[2]), text(row[3]), text(row[4]), text(row[5])))
                .toList();
    }

    private List<Condition> certificates() {
        List<Condition> found = new ArrayList<>();
        rows("select name, state, last_error from certificate where state in ('stale', 'ending', 'failed') order by name")
                .forEach(row -> found.add(Wording.certificate(text(row[0]), text(row[1]), textOrNull(row[2]))));
        rows("""
                        select max(looked_at) from certificate
                        having max(looked_at) < now() - interval '15 minutes'""").forEach(row -> found.add(Wording.unwatchedCertificates((Instant) row[0])));
        return found;
    }

    /**
     * As long as no backup was ever made, that is no alert: whether to make some is the owner's choice. One from the future, by a clock that was ahead,
     * is none.
     */
    private List<Condition> backups() {
        return rows("""
                        with past as (
                            select taken_at, case when proven_at <= now() then proven_at end as proven_at, error
                            from backup where taken_at <= now())
                        select newest.taken_at, (select max(proven_at) from past), newest.error
                        from (select taken_at, error from past order by taken_at desc limit 1) newest
                        where newest.error is not null or coalesce((select max(proven_at) from past),
                            (select min(taken_at) from past)) < now() - interval '26 hours'""").stream()
                .map(row -> Wording.backup((Instant) row[0], (Instant) row[1], textOrNull(row[2])))
                .toList();
    }

    /** The ledger's own workers that no longer report themselves. One not seen for a week is no more. */
    private List<Condition> ledgerWorkers() {
        return rows("""
                        select w.name, e.name, w.last_seen_at from worker w join environment e on e.id = w.environment_id
                        where w.service_id is null and w.last_seen_at < now() - interval '1 minute'
                            and w.last_seen_at > now() - interval '7 days'
                        order by w.name""").stream()
                .map(row -> Wording.ledgerWorker(text(row[0]), text(row[1]), (Instant) row[2]))
                .toList();
    }

    /** Whether a condition ended only because such a worker was not seen for a week. */
    boolean isExpired(Condition.Key key) {
        return key.kind().equals(Kind.AWAY.toString())
                && (Boolean) entities.createNativeQuery("""
                        select exists (select from worker where name = :name and service_id is null
                            and last_seen_at <= now() - interval '7 days')""", Boolean.class)
                        .setParameter("name", key.subject())
                        .getSingleResult();
    }

    /** Services' workers that do not answer, or whose application does not. */
    private List<Condition> silentWorkers() {
        return rows("""
                        select worker, service, environment, at, is_answering from worker_figures
                        where not is_answering or not is_serving order by worker""").stream()
                .map(row -> Wording.silentWorker(
                        text(row[0]), text(row[1]), text(row[2]), (Instant) row[3], Boolean.TRUE.equals(row[4])))
                .toList();
    }

    /** Services' workers that end and are started again and again. */
    private List<Condition> restartingWorkers() {
        return rows("""
                        select worker, service, environment, restarts, first_restart_at, last_restart_at from worker_figures
                        where restarts > %d order by worker""".formatted(Restarts.FEW)).stream()
                .map(row -> Wording.restartingWorker(
                        text(row[0]),
                        text(row[1]),
                        text(row[2]),
                        ((Number) row[3]).intValue(),
                        (Instant) row[4],
                        (Instant) row[5]))
                .toList();
    }

    /**
     * A gap in an audit log.
     *
     * @param id which one
     * @param worker whose log
     * @param detail what is wrong
     * @param detectedAt when that was noticed
     */
    record Gap(String id, String worker, String detail, Instant detectedAt) {}

    /** Those of the last hour of which nobody was told. */
    List<Gap> newGaps() {
        return rows("""
                        select cast(g.id as text), g.worker, g.detail, g.detected_at from log_gap g
                        where g.detected_at > now() - interval '1 hour'
                            and not exists (select from event e where e.source = 'ledger' and e.source_id = 'audit-gap:' || g.id)
                        order by g.id limit 100""").stream()
                .map(row -> new Gap(text(row[0]), text(row[1]), text(row[2]), (Instant) row[3]))
                .toList();
    }

    private List<Object[]> rows(String sql) {
        return entities.createNativeQuery(sql, Object[].class).getResultList();
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private static @Nullable String textOrNull(@Nullable Object value) {
        return value == null ? null : text(value);
    }
}
