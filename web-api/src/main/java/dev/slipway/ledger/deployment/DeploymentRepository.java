package dev.slipway.ledger.deployment;

import static java.util.Objects.requireNonNull;

import dev.slipway.ledger.deployment.record.ClaimContext;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class DeploymentRepository {
    static final String ALL = "select d from Deployment d";

    /** Selects the response directly, without entities. What lists leave out comes last. */
    private static final String SHOWN = """
            select new dev.slipway.ledger.deployment.DeploymentResponse(d.id, ds.name, de.name, dr.id, dr.version, dr.commit,
                d.artifactDigest, d.archive, d.operation, d.channel, d.actor, d.executor, d.startedAt, d.finishedAt, d.recordedAt,
                d.outcome, d.workers, d.isRollback, d.requestId, d.promotedFrom, d.kind, d.configurationVersion, d.failedService,
                d.failure, %s, %s)
            from Deployment d left join d.release dr join d.service ds join d.environment de where true""";

    private static final String LISTED = SHOWN.formatted("cast(null as String)", "cast(null as String)");

    /** Events have no entity; only their sources are read. */
    private static final String IN_FULL = SHOWN.formatted("d.failureLog", """
            cast(sql('array_to_string(array(select distinct source from event where deployment_id = ? order by 1), '','')', d.id)
                as String)""");

    /** With so many hits, scanning the newest rows fills a page quickly. */
    private static final int MANY = 500;

    /**
     * One index look-up per service and environment, however many deployments there are: the last one, ignoring the
     * removal of an older archive ({@code shop-1.0.war} while {@code shop-1.1.war} runs), and removals from the
     * ledger's workers of a service with workers of its own.
     *
     * <p>A cross join written as {@code join … on true}: with {@code cross join}, Hibernate generates a wrong
     * correlation in the subquery.
     */
    private static final String LIVE = """
            select d from Service ls join Environment le on true
            join Deployment d on d.id = (
                select l.id from Deployment l
                where l.service.id = ls.id and l.environment.id = le.id and l.outcome = Outcome.SUCCEEDED
                    and (l.operation not in (Operation.UNDEPLOY, Operation.REMOVE) or l.archive is null
                        or l.archive = coalesce((
                            select case when b.isInGroup = l.isInGroup then b.archive else '' end from Deployment b
                            where b.service.id = ls.id and b.environment.id = le.id and b.outcome = Outcome.SUCCEEDED
                                and b.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                                and (b.startedAt, b.id) < (l.startedAt, l.id)
                            order by b.startedAt desc, b.id desc limit 1), l.archive))
                order by l.startedAt desc, l.id desc limit 1)""";

    /** A removed server group runs nothing. */
    private static final String NOT_REMOVED = " and (d.isInGroup = false or exists (select w.name from Worker w"
            + " where w.service.id = ls.id and w.environment.id = le.id))";

    static final String WITH_DETAILS =
            " left join fetch d.release dr join fetch d.service join fetch d.environment where true";

    private static final String PLACE = "select new dev.slipway.ledger.platform.page.Cursor(d.startedAt, d.id)"
            + " from Deployment d left join d.release dr where true";

    private static final int AROUND = 200;
    private static final int UNRELEASED = 1_000;

    /** No deployment takes longer. */
    public static final Duration LONGEST = Duration.ofHours(6);

    @PersistenceContext
    EntityManager entities;

    public void add(Deployment deployment) {
        entities.persist(deployment);
        entities.flush();
    }

    Optional<Deployment> find(UUID id) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id = :id", Deployment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** One deployment, with the distinct sources of its events. */
    Optional<DeploymentResponse> show(UUID id) {
        return entities
                .createQuery(IN_FULL + " and d.id = :id", DeploymentResponse.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst();
    }

    List<Deployment> find(Collection<UUID> ids) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id in :ids", Deployment.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Deployments of an archive by one account in one environment that finished, or are claimed to have run, in this
     * period.
     *
     * @return at most 200, the last started first
     */
    public List<Deployment> around(UUID environment, String account, Instant from, Instant until) {
        return around("", environment, account, from, until);
    }

    /** The unclaimed ones among {@link #around}. */
    List<Deployment> unclaimedAround(UUID environment, String account, Instant from, Instant until) {
        return around(" and d.isClaimed = false", environment, account, from, until);
    }

    private List<Deployment> around(String which, UUID environment, String account, Instant from, Instant until) {
        return entities.createQuery(ALL + WITH_DETAILS + which + " " + """
                        and d.environment.id = :environment and d.kind = DeploymentKind.DEPLOY and (d.executor = :executor or d.executor is null and d.actor in :accounts)
                         and d.startedAt between :earliest and :until and d.finishedAt >= :from
                         order by d.startedAt desc, d.id desc""", Deployment.class)
                .setParameter("environment", environment)
                .setParameter("executor", Executor.of(account))
                .setParameter("accounts", Executor.accounts(account))
                .setParameter("earliest", from.minus(LONGEST))
                .setParameter("from", from)
                .setParameter("until", until)
                .setMaxResults(AROUND)
                .getResultList();
    }

    /**
     * On whose behalf an account acted in an environment: from its last claim there, since it does one thing at a time.
     *
     * @param service only for this service, if there is one
     */
    public Optional<Initiator> initiator(UUID environment, String account, Instant at, Optional<UUID> service) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select actor, channel from (
                            (select actor, channel, claimed_at from deployment_request
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or :service =
                                    (select cast(r.service_id as text) from release r where r.id = release_id))
                                and claimed_at between :earliest and :at order by claimed_at desc limit 1)
                            union all
                            (select actor, channel, started_at from sync
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or service_id is null or :service = cast(service_id as text))
                                and started_at between :earliest and :at order by started_at desc limit 1)
                            union all
                            (select actor, channel, started_at from restart
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or :service = cast(service_id as text))
                                and started_at between :earliest and :at order by started_at desc limit 1)
                        ) claimed order by claimed_at desc limit 1""", Object[].class)
                .setParameter("environment", environment)
                .setParameter("executor", Executor.of(account))
                .setParameter("service", service.map(UUID::toString).orElse(""))
                .setParameter("earliest", at.minus(LONGEST))
                .setParameter("at", at)
                .getResultList();
        return rows.stream()
                .map(row -> new Initiator((String) row[0], requireNonNull(Channel.of((String) row[1]))))
                .findFirst();
    }

    /** Deployments of this archive without a release; at most 1,000, most recently started first. */
    public List<Deployment> unreleased(String artifactDigest) {
        return entities.createQuery(
                        ALL + WITH_DETAILS
                                + " and d.artifactDigest = :digest and d.release is null order by d.startedAt desc",
                        Deployment.class)
                .setParameter("digest", artifactDigest)
                .setMaxResults(UNRELEASED)
                .getResultList();
    }

    /** The service of the last deployment with this archive name on the ledger's own workers in this environment. */
    public Optional<Service> serviceOf(String archive, UUID environment) {
        return entities.createQuery("""
                        select d.service from Deployment d where d.environment.id = :environment and d.archive = :archive
                            and not d.isInGroup
                        order by d.startedAt desc, d.id desc limit 1""", Service.class)
                .setParameter("environment", environment)
                .setParameter("archive", archive)
                .getResultStream()
                .findFirst();
    }

    /** A loose index scan: from one archive name to the next, with the last deployment of each. */
    @SuppressWarnings("unchecked") // the query says of which class its rows are
    List<Deployment> liveArchives(Group group) {
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
                                and outcome = 'succeeded' and is_in_group = :isInGroup
                                and (not :isInGroup or service_id = (select id from service where name = :service))
                            order by started_at desc, id desc limit 1
                        ) d
                        where d.operation not in ('undeploy', 'remove')""", Deployment.class)
                .setParameter("environment", group.environment())
                .setParameter("isInGroup", group.service().isPresent())
                .setParameter("service", group.service().orElse(""))
                .getResultList();
    }

    Optional<Deployment> liveArchive(String archive, Group group) {
        return entities.createQuery(ALL + WITH_DETAILS + " " + """
                        and d.environment.id = (select e.id from Environment e where e.name = :environment)
                        and d.isInGroup = :isInGroup and (:isInGroup = false or d.service.name = :service)
                        and d.archive = :archive and d.outcome = Outcome.SUCCEEDED
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("environment", group.environment())
                .setParameter("isInGroup", group.service().isPresent())
                .setParameter("service", group.service().orElse(""))
                .setParameter("archive", archive)
                .getResultStream()
                .findFirst()
                .filter(deployment -> deployment.operation().leavesRunning());
    }

    /** The configuration version that a service's workers should run with; empty if it has none of its own. */
    Optional<Integer> configurationVersion(UUID service, UUID environment) {
        return entities.createNativeQuery("""
                        select configuration_version from server_group
                        where service_id = :service and environment_id = :environment and not is_removed""", Integer.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultStream()
                .map(Integer.class::cast)
                .findFirst();
    }

    /** Until the end of the transaction, blocks other observations and claims in this environment. */
    public void lock(UUID environment) {
        entities.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:key, 0)) as text)", String.class)
                .setParameter("key", "deployments of " + environment)
                .getSingleResult();
    }

    /**
     * Until the end of the transaction, blocks observations in this environment, but not other claims.
     *
     * @return whether there is an unclaimed observation from this period
     */
    boolean lockForClaim(UUID environment, Instant from, Instant until) {
        return (Boolean)
                entities.createNativeQuery("select lock_for_claim(:environment, :earliest, :until)", Boolean.class)
                        .setParameter("environment", environment)
                        .setParameter("earliest", from.minus(LONGEST))
                        .setParameter("until", until)
                        .getSingleResult();
    }

    /** Resolves a client's claim and {@linkplain #lockForClaim locks}; empty, without a lock, if a name is unknown. */
    Optional<ClaimContext> contextForClaim(
            String service, String version, String environment, Instant from, Instant until) {
        return entities.createQuery("""
                        select r, e,
                            (select g.configurationVersion from ServerGroup g
                            where g.service = s and g.environment = e and g.isRemoved = false),
                            (select max(p.version) from Policy p where p.environment = e),
                            cast(function('lock_for_claim', e.id, :earliest, :until) as Boolean)
                        from Release r join fetch r.service s join Environment e on e.name = :environment
                        where r.service.id = (select x.id from Service x where x.name = :service) and r.version = :version""", Object[].class)
                .setParameter("service", service)
                .setParameter("version", version)
                .setParameter("environment", environment)
                .setParameter("earliest", from.minus(LONGEST))
                .setParameter("until", until)
                .getResultStream()
                .map(row -> new ClaimContext(
                        (Release) row[0], (Environment) row[1], (Integer) row[2], row[3] != null, (Boolean) row[4]))
                .findFirst();
    }

    /** Assigns an observed deployment to a client's claim; false if another claim was faster. */
    boolean take(Deployment deployment) {
        entities.refresh(deployment, LockModeType.PESSIMISTIC_WRITE);
        return !deployment.isClaimed();
    }

    /**
     * Some deployments, the last started first.
     *
     * <p>The limit is part of the text: for a parameter, PostgreSQL assumes a tenth of the rows, finds the generic plan
     * too expensive and replans each execution, which costs more than the execution itself.
     */
    List<DeploymentResponse> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        return chosen(LISTED, filter, after)
                .then(" limit " + limit)
                .query(text -> entities.createQuery(text, DeploymentResponse.class))
                .getResultList();
    }

    /** The cursor of the last of so many deployments, if there are more after it. */
    Optional<Cursor> placeBehind(DeploymentFilter filter, @Nullable Cursor after, int count) {
        List<Cursor> lastAndNext = chosen(PLACE, filter, after)
                .query(text -> entities.createQuery(text, Cursor.class))
                .setFirstResult(count - 1)
                .setMaxResults(2)
                .getResultList();
        return lastAndNext.size() < 2 ? Optional.empty() : Optional.of(lastAndNext.get(0));
    }

    /** What is live, by the names of service and environment, restricted by the filter. */
    List<Deployment> live(DeploymentFilter filter, @Nullable LiveCursor after, int limit) {
        ListQuery query = Conditions.addToLive(filter, new ListQuery(LIVE + WITH_DETAILS));
        if (after != null) {
            query.and("ls.name >= :afterService", "afterService", after.service())
                    .and(
                            "(ls.name, le.name) > (:afterService, :afterEnvironment)",
                            "afterEnvironment",
                            after.environment());
        }
        return query.then(" and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)" + NOT_REMOVED
                        + " order by ls.name, le.name")
                .query(text -> entities.createQuery(text, Deployment.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * The deployments that contain a text.
     *
     * <p>One query per index: PostgreSQL would evaluate a condition across two tables as a filter over all rows.
     *
     * @return empty if there are too many hits to list: then scanning the newest rows finds some quickly
     */
    @SuppressWarnings("unchecked") // a native query knows no type
    Optional<List<UUID>> hits(Search search) {
        String sql = "select id from ((select d.id from deployment d where d.actor ilike :text or d.archive ilike :text"
                + search.digest()
                        .map(digest -> " or d.artifact_digest like :digest")
                        .orElse("")
                + " limit :many) union (select d.id from release r join deployment d on d.release_id = r.id where r.version ilike :text"
                + search.digest()
                        .map(digest -> " or r.artifact_digest like :digest")
                        .orElse("")
                + search.commit().map(commit -> " or r.commit_sha like :commit").orElse("")
                + " limit :many) union (select d.id from service s join deployment d on d.service_id = s.id where s.name ilike :text"
                + " limit :many)) hit limit :many";
        Query query = entities.createNativeQuery(sql, UUID.class)
                .setParameter("text", search.anywhere())
                .setParameter("many", MANY + 1);
        search.digest().ifPresent(digest -> query.setParameter("digest", digest));
        search.commit().ifPresent(commit -> query.setParameter("commit", commit));
        List<UUID> hits = query.getResultList();
        return hits.size() > MANY ? Optional.empty() : Optional.of(hits);
    }

    private static ListQuery chosen(String from, DeploymentFilter filter, @Nullable Cursor after) {
        return Conditions.add(filter, new ListQuery(from)).newestFirst("d.startedAt", "d.id", after);
    }
}
