package dev.slipway.ledger.promotion;

import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** Queries the tables of several features. */
@ApplicationScoped
class PromotionRepository {
    private static final int AT_ONCE = 100;

    /**
     * Only a removal of the running archive ends it, as in the list of live deployments.
     *
     * <p>Each index that finds an earlier deployment has its own condition: one condition with {@code or} would read
     * all deployments of the service there. A deployment's service is always its release's.
     */
    private static final String AUTOMATIC = """
            with target as (
                select p.environment_id, f.id as before_id from environment e
                join lateral (select * from policy where environment_id = e.id order by version desc limit 1) p on true
                join environment f on f.name = p.promotes_from
                where p.is_promoted_automatically
            )
            select s.name, r.version, e.name from target t
            join environment e on e.id = t.environment_id
            join service s on true
            join lateral (
                select * from deployment l
                where l.service_id = s.id and l.environment_id = t.before_id and l.outcome = 'succeeded'
                    and (l.operation not in ('undeploy', 'remove') or l.archive is null
                        or l.archive = coalesce((
                            select case when b.is_in_group = l.is_in_group then b.archive else '' end from deployment b
                            where b.service_id = s.id and b.environment_id = t.before_id and b.outcome = 'succeeded'
                                and b.operation not in ('undeploy', 'remove') and (b.started_at, b.id) < (l.started_at, l.id)
                            order by b.started_at desc, b.id desc limit 1), l.archive))
                order by l.started_at desc, l.id desc limit 1) d on d.operation not in ('undeploy', 'remove')
            join release r on r.id = d.release_id
            where not exists (select from deployment_request q
                    where q.release_id = r.id and q.environment_id = t.environment_id)
                and not (d.executor is not null and not d.is_claimed and exists (
                    select from deployment_request q join release y on y.id = q.release_id
                    where q.environment_id = t.before_id and q.is_for_agent and q.state = 'running'
                        and q.claimed_at <= d.finished_at and y.service_id = s.id and y.artifact_digest = r.artifact_digest))
                and not exists (select from deployment x
                    where x.release_id = r.id and x.environment_id = t.environment_id)
                and not exists (select from deployment x
                    where x.artifact_digest = r.artifact_digest and x.service_id = s.id and x.environment_id = t.environment_id)
                and not exists (select from release y join deployment x on x.release_id = y.id
                    where y.artifact_digest = r.artifact_digest and y.service_id = s.id
                        and x.artifact_digest is null and x.environment_id = t.environment_id)
                and (exists (select from server_group g
                        where g.service_id = s.id and g.environment_id = t.environment_id and not g.is_removed)
                    or not exists (select from service_definition v where v.service_id = s.id))
            """;

    @PersistenceContext
    EntityManager entities;

    /** The environments in which a service has workers, or was deployed, by rank. */
    List<String> environments(String service) {
        return entities.createNativeQuery("""
                        select e.name from environment e join service s on s.name = :service
                        where exists (select from server_group g
                                where g.service_id = s.id and g.environment_id = e.id and not g.is_removed)
                            or exists (select from deployment d
                                where d.service_id = s.id and d.environment_id = e.id and d.outcome = 'succeeded')
                        order by e.rank, e.name""", String.class)
                .setParameter("service", service)
                .getResultList();
    }

    /** Whether an archive was ever deployed successfully for a service in an environment. */
    boolean hasRun(String service, String environment, Digest artifactDigest) {
        return !entities.createNativeQuery("""
                        select 1 from deployment d left join release r on r.id = d.release_id
                        where d.service_id = (select id from service where name = :service)
                            and d.environment_id = (select id from environment where name = :environment)
                            and d.outcome = 'succeeded' and d.operation not in ('undeploy', 'remove')
                            and coalesce(d.artifact_digest, r.artifact_digest) = :digest limit 1""", Integer.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("digest", artifactDigest.text())
                .getResultList()
                .isEmpty();
    }

    /** How many releases of a service were recorded after one and up to another, and deployed successfully in an environment. */
    long ahead(UUID after, UUID upTo, String environment) {
        return (Long) entities.createNativeQuery("""
                        select count(*) from release r
                        join release low on low.id = :after join release high on high.id = :upTo
                        where r.service_id = high.service_id
                            and (r.recorded_at, r.id) > (low.recorded_at, low.id)
                            and (r.recorded_at, r.id) <= (high.recorded_at, high.id)
                            and exists (select from deployment d
                                where d.service_id = r.service_id and d.release_id = r.id and d.outcome = 'succeeded'
                                    and d.environment_id = (select id from environment where name = :environment)
                                    and d.operation not in ('undeploy', 'remove'))""", Long.class)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setParameter("environment", environment)
                .getSingleResult();
    }

    /**
     * The releases that a policy wants promoted automatically, and that were neither deployed nor requested in the
     * target before: a withdrawal or a rollback must not be overruled. Excludes those whose deployment the agent is
     * still executing, since it may yet fail.
     */
    List<AutomaticPromotion> automatic() {
        return entities.createNativeQuery(
                        AUTOMATIC + "order by e.rank, e.name, s.name limit :most", AutomaticPromotion.class)
                .setParameter("most", AT_ONCE)
                .getResultList();
    }

    /** Whether this is one of {@link #automatic()}, however many there are. */
    boolean isAutomatic(AutomaticPromotion expected) {
        return !entities.createNativeQuery(
                        AUTOMATIC + "and s.name = :service and r.version = :version and e.name = :to",
                        AutomaticPromotion.class)
                .setParameter("service", expected.service())
                .setParameter("version", expected.version())
                .setParameter("to", expected.to())
                .getResultList()
                .isEmpty();
    }
}
