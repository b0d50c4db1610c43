package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.record.ClaimContext;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class DeploymentRepository {
    /** All deployments, in JPQL. */
    public static final String ALL = "select d from Deployment d";

    /** Fetches what a deployment {@code d} refers to. */
    public static final String DETAILS = " left join fetch d.release dr join fetch d.service join fetch d.environment";

    /** Follows {@link #ALL}, with {@link #DETAILS}; a condition that begins with {@code and} may follow. */
    public static final String WITH_DETAILS = DETAILS + " where true";

    /** A loose index scan: from one archive name of a group to the next, with the last deployment of each. */
    private static final String LIVE_ARCHIVES = """
            with recursive place as (
                select id from environment where name = :environment
            ), named as (
                select (select min(archive) from deployment
                    where environment_id = (select id from place) and outcome = 'succeeded' and archive is not null
                        and %1$s) as archive
                union all
                select (select min(archive) from deployment
                    where environment_id = (select id from place) and outcome = 'succeeded' and archive > named.archive
                        and %1$s)
                from named where named.archive is not null
            )
            select d.* from named cross join lateral (
                select * from deployment
                where environment_id = (select id from place) and outcome = 'succeeded' and archive = named.archive
                    and %1$s
                order by started_at desc, id desc limit 1
            ) d
            where d.operation not in ('undeploy', 'remove')""";

    /** A partial index serves each of these conditions; one that covers both would read the names of all groups. */
    private static final String IN_GROUP =
            "is_in_group and service_id = (select id from service where name = :service)";

    private static final String NOT_IN_GROUP = "not is_in_group";

    private static final int AROUND = 200;
    private static final int UNRELEASED = 1_000;

    /** No deployment takes longer. */
    public static final Duration LONGEST = Duration.ofHours(6);

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    public void add(Deployment deployment) {
        entities.persist(deployment);
        entities.flush();
    }

    /** A deployment, with its details; empty if there is none. */
    public Optional<Deployment> find(UUID id) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id = :id", Deployment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Those of the deployments that there are, with their details, in no order. */
    public List<Deployment> find(Collection<UUID> ids) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id in :ids", Deployment.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /**
     * Deployments of an archive by one account in one environment that finished, or are claimed to have run, in this
     * period.
     *
     * @return at most 200, most recently started first
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
                .setParameter("executor", MachineAccount.client(account))
                .setParameter("accounts", MachineAccount.accounts(account))
                .setParameter("earliest", from.minus(LONGEST))
                .setParameter("from", from)
                .setParameter("until", until)
                .setMaxResults(AROUND)
                .getResultList();
    }

    /** Deployments of this archive without a release; at most 1,000, most recently started first. */
    public List<Deployment> unreleased(Digest artifactDigest) {
        return entities.createQuery(
                        ALL + WITH_DETAILS
                                + " and d.artifactDigest = :digest and d.release is null order by d.startedAt desc",
                        Deployment.class)
                .setParameter("digest", artifactDigest.text())
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

    /** The live archives of a group: the last successful deployment of each. */
    @SuppressWarnings("unchecked") // the query says of which class its rows are
    public List<Deployment> liveArchives(Group group) {
        String where = group.service().isPresent() ? IN_GROUP : NOT_IN_GROUP;
        Query query = entities.createNativeQuery(LIVE_ARCHIVES.formatted(where), Deployment.class)
                .setParameter("environment", group.environment());
        group.service().ifPresent(service -> query.setParameter("service", service));
        return query.getResultList();
    }

    /** The last successful deployment of an archive in a group; empty if there is none, or if it is not live. */
    public Optional<Deployment> liveArchive(String archive, Group group) {
        return succeeded(archive, group, "order by d.startedAt desc, d.id desc limit 1")
                .getResultStream()
                .findFirst()
                .filter(deployment -> deployment.operation().leavesRunning());
    }

    /** The successful deployments of an archive in a group that began after one time and before another. */
    public List<Deployment> succeededBetween(String archive, Group group, Instant from, Instant until) {
        return succeeded(archive, group, "and d.startedAt > :from and d.startedAt < :until")
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList();
    }

    private TypedQuery<Deployment> succeeded(String archive, Group group, String which) {
        return entities.createQuery(ALL + WITH_DETAILS + " " + """
                        and d.environment.id = (select e.id from Environment e where e.name = :environment)
                        and d.isInGroup = :isInGroup and (:isInGroup = false or d.service.name = :service)
                        and d.archive = :archive and d.outcome = Outcome.SUCCEEDED
                        """ + which, Deployment.class)
                .setParameter("environment", group.environment())
                .setParameter("isInGroup", group.service().isPresent())
                .setParameter("service", group.service().orElse(""))
                .setParameter("archive", archive);
    }

    /** The configuration version that a service's own workers should run with; empty if it has no such workers. */
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
        mutexes.acquire("deployments of " + environment);
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

    /** Until the end of the transaction, blocks other changes of this deployment; it has what they made of it. */
    public void lock(Deployment deployment) {
        entities.refresh(deployment, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Locks an observed deployment for a client's claim; false if another transaction claimed it first. */
    boolean lockUnclaimed(Deployment deployment) {
        lock(deployment);
        return !deployment.isClaimed();
    }
}
