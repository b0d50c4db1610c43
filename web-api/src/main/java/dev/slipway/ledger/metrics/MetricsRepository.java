package dev.slipway.ledger.metrics;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.platform.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class MetricsRepository {

    /**
     * Each deployment of the window that a metric counts, with its contribution; a template for the conditions by
     * which {@code d}, {@code f} and {@code e} are by the agent alone, by which {@code e} is unreported, and for the
     * window's conditions.
     *
     * <p>Only the first deployment of a release there has a lead time, unless a newer one was there before; a rollback
     * brings nothing new. With it come the changes of the releases between it and the newest older one that was there
     * before; where there is none, its own alone. A negative duration, from another machine's clock, counts as zero.
     *
     * <p>The {@code offset 0} keeps PostgreSQL from looking twice for an earlier deployment of the release, and has it
     * go back along the index of releases only as far as to the former one. A release that was recorded after a
     * deployment is not looked for before it, which would go through all since.
     *
     * <p>Nobody requested what the agent does by itself, so it is no deployment, repairs nothing, and takes no lead time
     * from the deployment that somebody requested, nor its changes. What the agent reports to have put back did run
     * there, though.
     */
    private static final String DELIVERIES = """
            with delivery as (
                select d.id, d.started_at, d.outcome = 'succeeded' and not alone.is_by_agent is_deployment,
                    case when brought.first_committed_at is not null then greatest(0, extract(epoch from d.finished_at - brought.first_committed_at)) end first_commit_seconds,
                    case when brought.merged_at is not null then greatest(0, extract(epoch from d.finished_at - brought.merged_at)) end merge_seconds,
                    i.deployment_id is not null or fix.repairs > 0 is_failed,
                    case when fix.recovered_at is not null then greatest(0, extract(epoch from fix.recovered_at - d.finished_at)) end recovery_seconds,
                    d.is_rollback or own.repaired_id is not null is_rework
                from deployment d
                left join release r on r.id = d.release_id
                left join intervention i on i.deployment_id = d.id and i.is_needed
                left join repair own on own.deployment_id = d.id
                cross join lateral (select %1$s is_by_agent) alone
                cross join lateral (
                    select count(*) repairs, min(f.finished_at) filter (where f.outcome = 'succeeded') recovered_at
                    from repair p join deployment f on f.id = p.deployment_id
                    where p.repaired_id = d.id and not %2$s) fix
                cross join lateral (
                    select d.outcome = 'succeeded' and not d.is_rollback and not alone.is_by_agent and d.release_id is not null
                        and not exists (
                            select from deployment e
                            where e.release_id = d.release_id and e.environment_id = d.environment_id and e.outcome = 'succeeded'
                            and e.operation in ('deploy', 'replace') and (e.started_at, e.id) < (d.started_at, d.id) and not %3$s)
                        and not exists (
                            select from release n
                            where n.service_id = r.service_id and (n.recorded_at, n.id) > (r.recorded_at, r.id) and n.recorded_at <= d.recorded_at
                                and exists (
                                    select from deployment e
                                    where e.release_id = n.id and e.environment_id = d.environment_id and e.outcome = 'succeeded'
                                    and e.operation in ('deploy', 'replace') and (e.started_at, e.id) < (d.started_at, d.id)
                                    and not %4$s
                                    offset 0)) is_first
                    offset 0) fresh
                left join lateral (
                    select o.id, o.recorded_at from release o
                    where fresh.is_first and o.service_id = r.service_id and (o.recorded_at, o.id) < (r.recorded_at, r.id)
                        and exists (
                            select from deployment e
                            where e.release_id = o.id and e.environment_id = d.environment_id and e.outcome = 'succeeded'
                            and e.operation in ('deploy', 'replace') and (e.started_at, e.id) < (d.started_at, d.id)
                            and not %4$s
                            offset 0)
                    order by o.recorded_at desc, o.id desc limit 1) former on true
                cross join lateral (
                    select min(o.first_committed_at) first_committed_at, min(o.merged_at) merged_at from release o
                    where fresh.is_first and o.service_id = r.service_id and (o.recorded_at, o.id) <= (r.recorded_at, r.id)
                        and (o.recorded_at, o.id) >= (coalesce(former.recorded_at, r.recorded_at), coalesce(former.id, r.id))
                        and o.id is distinct from former.id) brought
                where d.operation in ('deploy', 'replace') and d.started_at >= :from and d.started_at < :until
                    and (d.outcome = 'succeeded' and not alone.is_by_agent or i.deployment_id is not null or fix.repairs > 0)%5$s
            )
            """;

    private static final String FIGURES = """
            select bucket, grouping(bucket) = 1 is_total,
                count(*) filter (where is_deployment) deployments, count(*) reached,
                count(*) filter (where is_failed) failed, count(*) filter (where is_deployment and is_rework) rework,
                percentile_cont(0.5) within group (order by first_commit_seconds) first_commit_median,
                percentile_cont(0.9) within group (order by first_commit_seconds) first_commit_p90, count(first_commit_seconds) first_commits,
                percentile_cont(0.5) within group (order by merge_seconds) merge_median,
                percentile_cont(0.9) within group (order by merge_seconds) merge_p90, count(merge_seconds) merges,
                percentile_cont(0.5) within group (order by recovery_seconds) recovery_median,
                percentile_cont(0.9) within group (order by recovery_seconds) recovery_p90, count(recovery_seconds) recoveries
            from (select delivery.*, width_bucket(extract(epoch from started_at), cast(:starts as numeric[])) bucket from delivery) cut
            group by grouping sets ((), (bucket))
            """;

    private static final String ROWS =
            "select id, started_at, first_commit_seconds, merge_seconds, is_failed, recovery_seconds, is_rework from delivery where ";

    @PersistenceContext
    EntityManager entities;

    /** The figures by the first day of each piece of time that has any; those of the whole window under null. */
    Map<@Nullable LocalDate, DeliveryFigures> figures(Window window) {
        List<Window.Piece> pieces = window.pieces();
        // PostgreSQL may lack zones that Java knows, so it gets the seconds at which the pieces begin.
        String starts = pieces.stream()
                .map(piece -> String.valueOf(piece.from().getEpochSecond()))
                .collect(Collectors.joining(",", "{", "}"));
        Map<@Nullable LocalDate, DeliveryFigures> figures = new HashMap<>();
        for (Tuple row : rows(query(window, FIGURES).setParameter("starts", starts))) {
            LocalDate bucket = row.get("is_total", Boolean.class)
                    ? null
                    : pieces.get(row.get("bucket", Integer.class) - 1).first();
            figures.put(
                    bucket,
                    new DeliveryFigures(
                            row.get("deployments", Long.class),
                            row.get("reached", Long.class),
                            row.get("failed", Long.class),
                            row.get("rework", Long.class),
                            times(row, "first_commit_median", "first_commit_p90", "first_commits"),
                            times(row, "merge_median", "merge_p90", "merges"),
                            times(row, "recovery_median", "recovery_p90", "recoveries")));
        }
        return figures;
    }

    /** Some of the deployments behind a figure, most recently started first. */
    List<Delivery> behind(Window window, Metric metric, boolean isContributing, @Nullable Cursor after, int limit) {
        String place = after == null ? "" : " and (started_at, id) < (:afterAt, :afterId)";
        Query query = query(
                        window,
                        ROWS + metric.condition(isContributing) + place
                                + " order by started_at desc, id desc limit :limit")
                .setParameter("limit", limit);
        if (after != null) {
            query.setParameter("afterAt", after.at()).setParameter("afterId", after.id());
        }
        return rows(query).stream()
                .map(row -> new Delivery(
                        row.get("id", UUID.class),
                        row.get("started_at", Instant.class),
                        seconds(row, "first_commit_seconds"),
                        seconds(row, "merge_seconds"),
                        row.get("is_failed", Boolean.class),
                        seconds(row, "recovery_seconds"),
                        row.get("is_rework", Boolean.class)))
                .toList();
    }

    private Query query(Window window, String sql) {
        String place =
                (window.service() == null ? "" : " and d.service_id = (select id from service where name = :service)")
                        + (window.environment() == null
                                ? ""
                                : " and d.environment_id = (select id from environment where name = :environment)");
        Query query = entities.createNativeQuery(
                        DELIVERIES.formatted(
                                        Deployment.byAgentAloneInSql("d"),
                                        Deployment.byAgentAloneInSql("f"),
                                        Deployment.byAgentAloneInSql("e"),
                                        Deployment.unreportedInSql("e"),
                                        place)
                                + sql,
                        Tuple.class)
                .setParameter("from", window.from())
                .setParameter("until", window.until());
        Optional.ofNullable(window.service()).ifPresent(service -> query.setParameter("service", service));
        Optional.ofNullable(window.environment())
                .ifPresent(environment -> query.setParameter("environment", environment));
        return query;
    }

    @SuppressWarnings("unchecked") // a native query knows no type
    private static List<Tuple> rows(Query query) {
        return query.getResultList();
    }

    private static DeliveryResponse.Times times(Tuple row, String median, String p90, String count) {
        return DeliveryFigures.times(
                row.get(median, Number.class), row.get(p90, Number.class), row.get(count, Number.class));
    }

    private static @Nullable Long seconds(Tuple row, String column) {
        Number seconds = row.get(column, Number.class);
        return seconds == null ? null : Long.valueOf(Math.round(seconds.doubleValue()));
    }
}
