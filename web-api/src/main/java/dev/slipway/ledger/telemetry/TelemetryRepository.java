package dev.slipway.ledger.telemetry;

import dev.slipway.ledger.definition.GroupNames;
import dev.slipway.ledger.deployment.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/** Computes metrics in SQL over the tables of several features: rows of the labels' values, then that of the metric. */
@ApplicationScoped
class TelemetryRepository {

    private static final String ASKED = " from worker_figures where at > now() - interval '2 minutes'";
    /** How far logs were read that are still read: of workers that are gone, the position may be kept. */
    private static final String READ = """
            from log_position p
            where not exists (select from server_group g where g.name = %1$s)
                or exists (select from server_group g where g.name = %1$s
                    and g.state <> 'removed'
                    and cast(g.workers as jsonb) @> jsonb_build_array(jsonb_build_object('name', p.worker)))
            order by p.worker""".formatted(GroupNames.ofWorkerInSql("p.worker"));

    private static final String ORDER = " order by worker";

    @PersistenceContext
    EntityManager entities;

    /**
     * One row for each service in each environment that ever drifted, since a value that returned to 0 must be
     * exported, too.
     */
    List<Object[]> openDrifts() {
        return rows("""
                select e.name, s.name, count(*) filter (where d.cleared_at is null)
                from drift d join service s on s.id = d.service_id join environment e on e.id = d.environment_id
                group by e.name, s.name order by e.name, s.name""");
    }

    /** The names of all environments. */
    List<String> environments() {
        return entities.createNativeQuery("select name from environment order by name", String.class)
                .getResultList();
    }

    /**
     * One row for each environment, channel and outcome that there was: how many deploys and replacements were recorded
     * before a time. What the agent does by itself does not count, as in the delivery metrics.
     */
    List<Object[]> deployments(Instant until) {
        return entities.createNativeQuery("""
                        select e.name, n.channel, n.outcome, n.deployments
                        from environment e
                        join (
                            select d.environment_id, d.channel, d.outcome, count(*) as deployments from deployment d
                            where d.recorded_at < :until and d.operation in ('deploy', 'replace') and not %s
                            group by d.environment_id, d.channel, d.outcome) n on n.environment_id = e.id
                        order by 1, 2, 3""".formatted(Deployment.byAgentAloneInSql("d")), Object[].class)
                .setParameter("until", until)
                .getResultList();
    }

    List<Object[]> logPositions() {
        return rows("select p.worker, p.line_end " + READ);
    }

    List<Object[]> logReadTimes() {
        return rows("select p.worker, cast(extract(epoch from p.read_at) as bigint) " + READ);
    }

    List<Object[]> logGaps() {
        return rows("select p.worker, (select count(*) from log_gap l where l.worker = p.worker) " + READ);
    }

    /** When the newest gap in each of these logs was detected, 0 for none; not by a clock that was ahead. */
    List<Object[]> logGapTimes() {
        return rows("""
                select p.worker, (select cast(coalesce(extract(epoch from max(l.detected_at)), 0) as bigint)
                    from log_gap l where l.worker = p.worker and l.detected_at <= now())
                """ + READ);
    }

    List<Object[]> workersSeen() {
        return rows("""
                select e.name, w.name, cast(extract(epoch from w.last_seen_at) as bigint)
                from worker w join environment e on e.id = w.environment_id order by 1, 2""");
    }

    /** One row for each public name whose certificate is served. */
    List<Object[]> certificateEnds() {
        return rows("""
                select name, source, cast(extract(epoch from not_after) as bigint)
                from certificate where not_after is not null order by name""");
    }

    /**
     * One row for each public name and state: 1 for the one that it is in, which is unwatched for what was not looked at
     * between these times, as {@code CertificateState.isWatched} says.
     *
     * @param since excluded
     * @param until included; later looks are from before the clock was set back
     */
    List<Object[]> certificateStates(Instant since, Instant until) {
        return entities.createNativeQuery("""
                        select c.name, s.state, case when s.state = case when c.looked_at > :since and c.looked_at <= :until
                            then c.state else 'unwatched' end then 1 else 0 end
                        from certificate c
                        cross join (values (1, 'waiting'), (2, 'fine'), (3, 'stale'), (4, 'ending'), (5, 'failed'), (6, 'unwatched')) s (rank, state)
                        order by c.name, s.rank""", Object[].class)
                .setParameter("since", since)
                .setParameter("until", until)
                .getResultList();
    }

    /** One row: when the certificates were looked at last, 0 for never. */
    List<Object[]> certificatesLookedAt() {
        return rows("select cast(coalesce(extract(epoch from max(looked_at)), 0) as bigint) from certificate");
    }

    /** One row for each environment and state in which requests can be open. */
    List<Object[]> openRequests() {
        return rows("""
                select e.name, s.state, (select count(*) from deployment_request r where r.environment_id = e.id and r.state = s.state)
                from environment e cross join (values ('waiting'), ('allowed'), ('running')) s (state) order by 1, 2""");
    }

    /** One row for each environment: when its longest-running request was claimed, 0 if none runs. */
    List<Object[]> runningSince() {
        return rows("""
                select e.name, cast(coalesce(extract(epoch from (select min(r.claimed_at) from deployment_request r
                    where r.environment_id = e.id and r.state = 'running')), 0) as bigint)
                from environment e order by 1""");
    }

    /** One row for each of these kinds: how many alerts are open. */
    List<Object[]> openAlerts(List<String> kinds) {
        return entities.createNativeQuery("""
                        select k.kind, (select count(*) from alert a where a.kind = k.kind and a.closed_at is null)
                        from unnest(string_to_array(:kinds, ',')) k (kind) order by k.kind""", Object[].class)
                .setParameter("kinds", String.join(",", kinds))
                .getResultList();
    }

    /** One row for each channel, with this column of it. */
    List<Object[]> channels(String column) {
        return rows(
                "select name, type, " + column + " from notification_channel where removed_at is null order by name");
    }

    /** One row for each channel: how many notifications are overdue, which is more than due just now. */
    List<Object[]> overdueNotifications() {
        return rows("""
                select c.name, c.type, (select count(*) from notification n
                    where n.channel_id = c.id and n.state = 'waiting' and (n.attempts > 0 or n.due_at < now() - interval '1 minute'))
                from notification_channel c where c.removed_at is null order by c.name""");
    }

    /** When the newest backup was begun, where there is one; not by a clock that was ahead. */
    List<Object[]> backupTaken() {
        return rows("select cast(extract(epoch from max(taken_at)) as bigint) from backup where snapshot is not null"
                + " and taken_at <= now() having count(*) > 0");
    }

    /** When a backup was proven last; 0 if there are backups and no proof. */
    List<Object[]> backupProven() {
        return rows(
                "select cast(coalesce(extract(epoch from max(proven_at) filter (where proven_at <= now())), 0) as bigint)"
                        + " from backup having count(*) > 0");
    }

    /** One row for each worker of a service that was queried in the last two minutes: whether it answered. */
    List<Object[]> workersUp() {
        return rows("select service, environment, worker, case when is_answering then 1 else 0 end" + ASKED + ORDER);
    }

    /** One row for each of them that answered, with this column of its figures, if not null. */
    List<Object[]> figures(String column) {
        return rows("select service, environment, worker, " + column + ASKED + " and is_answering and " + column
                + " is not null" + ORDER);
    }

    private List<Object[]> rows(String sql) {
        return entities.createNativeQuery(sql, Object[].class).getResultList();
    }
}
