package dev.slipway.ledger.alert.condition;

import dev.slipway.ledger.alert.condition.AlertFacts.Backups;
import dev.slipway.ledger.alert.condition.AlertFacts.LedgerWorker;
import dev.slipway.ledger.figure.Restarts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong, or may be by now, in SQL over the tables of several features. */
@ApplicationScoped
class ConditionRepository {
    @PersistenceContext
    EntityManager entities;

    /** A request that waits for an approval. */
    record MissingApproval(String id, String service, String version, String environment, String actor) {}

    /** A drift that is not over. */
    record OpenDrift(String id, String service, String environment, String worker, String archive, String kind) {}

    /**
     * A certificate that needs attention.
     *
     * @param error why it could not be renewed or checked; null if that did not fail
     */
    record WorryingCertificate(
            String name, String state, @Nullable String error) {}

    /** A service's worker that does not answer, or whose application does not. */
    record SilentWorker(String name, String service, String environment, Instant askedAt, boolean isAnswering) {}

    /** A service's worker that ends and is started again and again. */
    record RestartingWorker(
            String name, String service, String environment, int restarts, Instant firstAt, Instant lastAt) {}

    /** The conditions that rows record, however old the rows are. */
    List<Condition> recorded() {
        List<Condition> found = new ArrayList<>();
        found.addAll(approvals());
        found.addAll(drifts());
        found.addAll(certificates());
        found.addAll(silentWorkers());
        found.addAll(restartingWorkers());
        return found;
    }

    /** The facts for conditions that depend on the time. */
    AlertFacts facts(Instant now) {
        return new AlertFacts(certificatesLookedAt(), backups(now), ledgerWorkers());
    }

    private List<Condition> approvals() {
        return rows("""
                        select cast(r.id as text), s.name, rel.version, e.name, r.actor
                        from deployment_request r join release rel on rel.id = r.release_id join service s on s.id = rel.service_id
                        join environment e on e.id = r.environment_id
                        where r.state = 'waiting' and cast(r.reasons as jsonb) @> cast('[{"code":"approval-missing"}]' as jsonb)
                        order by r.id limit 1000""", MissingApproval.class).stream()
                .map(missing -> Wording.approval(
                        missing.id(), missing.service(), missing.version(), missing.environment(), missing.actor()))
                .toList();
    }

    private List<Condition> drifts() {
        return rows("""
                        select cast(d.id as text), s.name, e.name, d.worker, d.archive, d.kind
                        from drift d join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                        where d.cleared_at is null order by d.id limit 1000""", OpenDrift.class).stream()
                .map(drift -> Wording.drift(
                        drift.id(),
                        drift.service(),
                        drift.environment(),
                        drift.worker(),
                        drift.archive(),
                        drift.kind()))
                .toList();
    }

    private List<Condition> certificates() {
        return rows("""
                        select name, state, last_error from certificate where state in ('stale', 'ending', 'failed')
                        order by name""", WorryingCertificate.class).stream()
                .map(certificate -> Wording.certificate(certificate.name(), certificate.state(), certificate.error()))
                .toList();
    }

    private Optional<Instant> certificatesLookedAt() {
        return rows("select max(looked_at) from certificate having count(*) > 0", Instant.class).stream()
                .findFirst();
    }

    /**
     * No backup at all is no alert: whether to make backups is the owner's choice. A future time, from a clock that was
     * ahead, is ignored.
     */
    private Optional<Backups> backups(Instant now) {
        return rows("""
                        select (select min(taken_at) from backup), taken_at,
                            (select max(proven_at) from backup where taken_at <= :now and proven_at <= :now), error
                        from backup where taken_at <= :now order by taken_at desc limit 1""", Backups.class, "now", now).stream().findFirst();
    }

    private List<LedgerWorker> ledgerWorkers() {
        return rows("""
                        select w.name, e.name, w.last_seen_at from worker w join environment e on e.id = w.environment_id
                        where w.service_id is null order by w.name""", LedgerWorker.class);
    }

    /** When a worker of the ledger was last seen; empty if none has the name. */
    Optional<Instant> ledgerWorkerSeenAt(String name) {
        return rows(
                        "select last_seen_at from worker where name = :name and service_id is null",
                        Instant.class,
                        "name",
                        name)
                .stream()
                .findFirst();
    }

    /** Services' workers that do not answer, or whose application does not. */
    private List<Condition> silentWorkers() {
        return rows("""
                        select worker, service, environment, at, is_answering from worker_figures
                        where not is_answering or not is_serving order by worker""", SilentWorker.class).stream()
                .map(worker -> Wording.silentWorker(
                        worker.name(), worker.service(), worker.environment(), worker.askedAt(), worker.isAnswering()))
                .toList();
    }

    /** Services' workers that end and are started again and again. */
    private List<Condition> restartingWorkers() {
        return rows("""
                        select worker, service, environment, restarts, first_restart_at, last_restart_at from worker_figures
                        where restarts > %d order by worker""".formatted(Restarts.FEW), RestartingWorker.class).stream()
                .map(worker -> Wording.restartingWorker(
                        worker.name(),
                        worker.service(),
                        worker.environment(),
                        worker.restarts(),
                        worker.firstAt(),
                        worker.lastAt()))
                .toList();
    }

    /** Some of the gaps that were detected after a time and not yet notified of. */
    List<LogGap> newGaps(Instant after) {
        return rows("""
                        select cast(g.id as text), g.worker, g.detail, g.detected_at from log_gap g
                        where g.detected_at > :after
                            and not exists (select from event e where e.source = 'ledger' and e.source_id = 'audit-gap:' || g.id)
                        order by g.id limit 100""", LogGap.class, "after", after);
    }

    private <T> List<T> rows(String sql, Class<T> type) {
        return entities.createNativeQuery(sql, type).getResultList();
    }

    private <T> List<T> rows(String sql, Class<T> type, String parameter, Object value) {
        return entities.createNativeQuery(sql, type)
                .setParameter(parameter, value)
                .getResultList();
    }
}
