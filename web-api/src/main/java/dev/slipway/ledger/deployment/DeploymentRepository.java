package dev.slipway.ledger.deployment;

import dev.slipway.ledger.page.Cursor;
import dev.slipway.ledger.service.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DeploymentRepository {
    private static final String ALL = "select d from Deployment d";

    /**
     * Looks up one row for each service in each environment, by index, however many deployments there are.
     *
     * <p>A cross join, said as {@code join … on true}: of {@code cross join}, Hibernate makes a wrong correlation in the
     * subquery.
     */
    private static final String LIVE = """
            select d from Service ls join Environment le on true
            join Deployment d on d.id = (
                select l.id from Deployment l
                where l.service.id = ls.id and l.environment.id = le.id and l.outcome = Outcome.SUCCEEDED
                order by l.startedAt desc, l.id desc limit 1)""";

    private static final String WITH_DETAILS =
            " left join fetch d.release join fetch d.service join fetch d.environment where true";

    private static final int AROUND = 200;
    private static final int UNRELEASED = 1_000;

    /** No deployment takes longer. */
    private static final Duration LONGEST = Duration.ofHours(6);

    @PersistenceContext
    EntityManager entities;

    void add(Deployment deployment) {
        entities.persist(deployment);
        entities.flush();
    }

    Optional<Deployment> find(UUID id) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id = :id", Deployment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * Those of one actor in one environment that were over in this time, or are claimed to have been under way.
     *
     * @return at most 200, the last started first
     */
    List<Deployment> around(UUID environment, String actor, Instant from, Instant until) {
        return entities.createQuery(ALL + WITH_DETAILS + " " + """
                        and d.environment.id = :environment and d.actor = :actor
                         and d.startedAt between :earliest and :until and d.finishedAt >= :from
                         order by d.startedAt desc, d.id desc""", Deployment.class)
                .setParameter("environment", environment)
                .setParameter("actor", actor)
                .setParameter("earliest", from.minus(LONGEST))
                .setParameter("from", from)
                .setParameter("until", until)
                .setMaxResults(AROUND)
                .getResultList();
    }

    /** Those of this archive that no release accounts for; at most 1,000, the last started first. */
    List<Deployment> unreleased(String artifactDigest) {
        return entities.createQuery(
                        ALL + WITH_DETAILS
                                + " and d.artifactDigest = :digest and d.release is null order by d.startedAt desc",
                        Deployment.class)
                .setParameter("digest", artifactDigest)
                .setMaxResults(UNRELEASED)
                .getResultList();
    }

    /** The service that the last archive of this name in this environment was deployed for. */
    Optional<Service> serviceOf(String archive, UUID environment) {
        return entities.createQuery("""
                        select d.service from Deployment d where d.environment.id = :environment and d.archive = :archive
                        order by d.startedAt desc, d.id desc limit 1""", Service.class)
                .setParameter("environment", environment)
                .setParameter("archive", archive)
                .getResultStream()
                .findFirst();
    }

    /** Goes from one archive's name to the next by index, and looks up what came last to each, however many there are. */
    @SuppressWarnings("unchecked") // the query says of which class its rows are
    List<Deployment> liveArchives(String environment) {
        return entities.createNativeQuery("""
                        with recursive place as (
                            select id from environment where name = :environment
                        ), named as (
                            select (select min(archive) from deployment
                                where environment_id = (select id from place) and archive is not null) as archive
                            union all
                            select (select min(archive) from deployment
                                where environment_id = (select id from place) and archive > named.archive)
                            from named where named.archive is not null
                        )
                        select d.* from named cross join lateral (
                            select * from deployment
                            where environment_id = (select id from place) and archive = named.archive
                                and outcome = 'succeeded'
                            order by started_at desc, id desc limit 1
                        ) d
                        where d.operation not in ('undeploy', 'remove')""", Deployment.class)
                .setParameter("environment", environment)
                .getResultList();
    }

    Optional<Deployment> liveArchive(String archive, String environment) {
        return entities.createQuery(ALL + WITH_DETAILS + " " + """
                        and d.environment.id = (select e.id from Environment e where e.name = :environment)
                        and d.archive = :archive and d.outcome = Outcome.SUCCEEDED
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("environment", environment)
                .setParameter("archive", archive)
                .getResultStream()
                .findFirst()
                .filter(deployment -> deployment.operation().leavesRunning());
    }

    /** Until the end of the transaction nobody else observes in this environment, and nobody claims. */
    void lock(UUID environment) {
        lock("pg_advisory_xact_lock", environment);
    }

    /** Until the end of the transaction nobody observes in this environment; others may claim, too. */
    void lockForClaim(UUID environment) {
        lock("pg_advisory_xact_lock_shared", environment);
    }

    /** Takes a deployment that only workers show for a client's claim, unless another claim was quicker. */
    boolean take(Deployment deployment) {
        entities.refresh(deployment, LockModeType.PESSIMISTIC_WRITE);
        return !deployment.isClaimed();
    }

    private void lock(String function, UUID environment) {
        entities.createNativeQuery("select cast(" + function + "(hashtextextended(:key, 0)) as text)", String.class)
                .setParameter("key", "deployments of " + environment)
                .getSingleResult();
    }

    /** Some deployments, the last started first. Names become ids by subqueries, so that one index serves filter and order. */
    List<Deployment> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        StringBuilder query = new StringBuilder(filter.isLive() ? LIVE : ALL).append(WITH_DETAILS);
        Map<String, Object> parameters = new HashMap<>();
        if (filter.service() != null) {
            query.append(filter.isLive() ? " and ls.id" : " and d.service.id")
                    .append(" = (select s.id from Service s where s.name = :service)");
            parameters.put("service", filter.service());
        }
        if (filter.environment() != null) {
            query.append(filter.isLive() ? " and le.id" : " and d.environment.id")
                    .append(" = (select e.id from Environment e where e.name = :environment)");
            parameters.put("environment", filter.environment());
        }
        if (filter.channel() != null) {
            query.append(" and d.channel = :channel");
            parameters.put("channel", filter.channel());
        }
        if (filter.actor() != null) {
            query.append(" and d.actor = :actor");
            parameters.put("actor", filter.actor());
        }
        if (filter.outcome() != null) {
            query.append(" and d.outcome = :outcome");
            parameters.put("outcome", filter.outcome());
        }
        if (after != null) {
            query.append(" and (d.startedAt, d.id) < (:startedAt, :id)");
            parameters.put("startedAt", after.at());
            parameters.put("id", after.id());
        }
        if (filter.isLive()) {
            query.append(" and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)");
        }
        query.append(" order by d.startedAt desc, d.id desc");
        TypedQuery<Deployment> deployments = entities.createQuery(query.toString(), Deployment.class);
        parameters.forEach(deployments::setParameter);
        return deployments.setMaxResults(limit).getResultList();
    }
}
