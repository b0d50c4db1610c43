package dev.slipway.ledger.gate;

import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Reads what happened to a service in an environment, in SQL over the tables of several features. */
@ApplicationScoped
class SoakEventRepository {
    /**
     * The newest of each kind that are read, and as many deployments from the archive's last one on; if there are more, a soak
     * period seems to begin later than it did.
     */
    private static final int MOST = 500;

    @PersistenceContext
    EntityManager entities;

    /**
     * The events that an archive's soak period in an environment depends on, in order.
     *
     * <p>Only the agent's end time of a deployment is trusted. A report of a client, or of a worker's log, which the
     * service's own code can write, counts from when it was recorded, not from an earlier time that it states. A
     * client's report alone is no proof that the archive ran, unless the line never had workers of the service there,
     * which would show it; nor is a worker's log while the agent still executes the deployment, which may yet fail. As
     * in the list of live deployments, the removal of an older archive, or from other workers, is ignored.
     */
    List<SoakEvent> events(UUID service, String environment, Digest artifactDigest) {
        List<Object[]> rows = entities.createNativeQuery("""
                        with place as (
                            select id from environment where name = :environment
                        ), word as (
                            select not exists (select from server_group g
                                where g.service_id = :service and g.environment_id = (select id from place)) as is_enough
                        ), running as (
                            select q.claimed_at from deployment_request q join release r on r.id = q.release_id
                            where q.environment_id = (select id from place) and q.is_for_agent and q.state = 'running'
                                and r.service_id = :service and r.artifact_digest = :digest
                        ), ran as (
                            select d.id, d.started_at from (
                                select * from deployment where artifact_digest = :digest
                                union all
                                select o.* from release r join deployment o on o.release_id = r.id
                                where r.artifact_digest = :digest and o.artifact_digest is null) d
                            where d.service_id = :service and d.environment_id = (select id from place)
                                and d.outcome = 'succeeded' and d.operation not in ('undeploy', 'remove')
                                and (d.executor is not null or cardinality(d.workers) > 0 or (select is_enough from word))
                                and not exists (select from running q
                                    where d.executor is not null and not d.is_claimed and q.claimed_at <= d.finished_at)
                            order by d.started_at desc, d.id desc limit 1
                        ), near as (
                            (select id from deployment
                                where service_id = :service and environment_id = (select id from place)
                                order by started_at desc, id desc limit :most)
                            union
                            (select d.id from ran join deployment d on (d.started_at, d.id) >= (ran.started_at, ran.id)
                                where d.service_id = :service and d.environment_id = (select id from place)
                                order by d.started_at, d.id limit :most)
                        ), done as (
                            select d.id, d.outcome, d.operation, d.is_rollback, coalesce(r.version, '') as version,
                                coalesce(coalesce(d.artifact_digest, r.artifact_digest) = :digest, false) as is_it,
                                (d.executor is not null or cardinality(d.workers) > 0 or (select is_enough from word))
                                    and not exists (select from running q where d.executor is not null and not d.is_claimed
                                        and q.claimed_at <= d.finished_at) as is_seen,
                                case when d.executor is not null and d.is_claimed
                                    then d.finished_at else greatest(d.recorded_at, d.finished_at) end as at
                            from near join deployment d on d.id = near.id left join release r on r.id = d.release_id
                            where d.outcome <> 'succeeded' or d.operation not in ('undeploy', 'remove') or d.archive is null
                                or d.archive = coalesce((
                                    select case when b.is_in_group = d.is_in_group then b.archive else '' end from deployment b
                                    where b.service_id = :service and b.environment_id = (select id from place)
                                        and b.outcome = 'succeeded' and b.operation not in ('undeploy', 'remove')
                                        and (b.started_at, b.id) < (d.started_at, d.id)
                                    order by b.started_at desc, b.id desc limit 1), d.archive)
                        )
                        select case
                                when outcome = 'failed' then 'FAILED'
                                when operation in ('undeploy', 'remove') then 'TAKEN_OFF'
                                when is_it and is_rollback then 'PUT_BACK'
                                when is_it then 'DEPLOYED'
                                when is_rollback then 'ROLLED_BACK'
                                else 'REPLACED' end, at, version from done
                            where is_seen or not is_it or outcome = 'failed' or operation in ('undeploy', 'remove')
                        union all
                        select case when i.is_needed then 'INTERVENED' else 'UNMARKED' end, i.marked_at, done.version
                        from done join intervention i on i.deployment_id = done.id where done.is_it
                        union all
                        (select 'DRIFT_BEGAN', f.detected_at, f.kind from drift f
                            where f.service_id = :service and f.environment_id = (select id from place)
                            order by f.detected_at desc, f.id desc limit :most)
                        union all
                        (select 'DRIFT_ENDED', g.cleared_at, g.kind from (
                            select * from drift where service_id = :service and environment_id = (select id from place)
                            order by detected_at desc, id desc limit :most) g where g.cleared_at is not null)""", Object[].class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("digest", artifactDigest.text())
                .setParameter("most", MOST)
                .getResultList();
        return rows.stream()
                .map(row -> new SoakEvent(SoakEvent.Kind.valueOf((String) row[0]), (Instant) row[1], (String) row[2]))
                .sorted(Comparator.comparing(SoakEvent::at).thenComparing(SoakEvent::kind))
                .toList();
    }
}
