package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the one deployment that came last, or before another. */
@ApplicationScoped
class HistoryRepository {
    private static final String ALL = DeploymentRepository.ALL + DeploymentRepository.WITH_DETAILS + " ";
    private static final List<String> AGENTS = MachineAccount.accounts("agent");

    @PersistenceContext
    EntityManager entities;

    /** The last deployment of this service here with a known release, unless it was undeployed later. */
    Optional<Deployment> lastReleased(UUID service, String environment) {
        return entities.createQuery(ALL + """
                        and d.service.id = :service and d.outcome = Outcome.SUCCEEDED
                        and d.environment.id = (select e.id from Environment e where e.name = :environment)
                        and (d.release is not null or d.operation in (Operation.UNDEPLOY, Operation.REMOVE))
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst()
                .filter(deployment -> deployment.operation().leavesRunning());
    }

    /** The last that left this release running there. */
    Optional<Deployment> lastOf(UUID release, UUID environment) {
        return lastOf(release, environment, "");
    }

    /** The same of those that a request led to. */
    Optional<Deployment> lastRequested(UUID release, UUID environment) {
        return lastOf(release, environment, " and d.requestId is not null");
    }

    /** The last that left a release of the service with this archive running there. */
    Optional<Deployment> lastOfArchive(UUID service, Digest artifactDigest, UUID environment) {
        return entities.createQuery(ALL + """
                        and d.service.id = :service and d.environment.id = :environment and dr.artifactDigest = :digest
                        and d.outcome = Outcome.SUCCEEDED and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("digest", artifactDigest.text())
                .getResultStream()
                .findFirst();
    }

    /**
     * Those who left a release of the service with this archive running there, not through an agent, whichever request
     * they named. An agent is among them only if it recorded the deployment itself: its name in a worker's log may have
     * been written by the service's own code.
     */
    List<Deployer> deployersOf(UUID service, Digest artifactDigest, String environment) {
        return entities.createQuery("""
                        select new dev.slipway.ledger.deployment.query.Deployer(d.actor, d.isClaimed, max(d.recordedAt))
                        from Deployment d join d.release r
                        where d.service.id = :service and d.environment.name = :environment and r.artifactDigest = :digest
                        and d.outcome = Outcome.SUCCEEDED and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                        and d.executor is null and (d.isClaimed or d.actor not in :agents)
                        group by d.actor, d.isClaimed""", Deployer.class)
                .setParameter("agents", AGENTS)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("digest", artifactDigest.text())
                .getResultList();
    }

    private Optional<Deployment> lastOf(UUID release, UUID environment, String which) {
        return entities.createQuery(ALL + """
                        and d.release.id = :release and d.environment.id = :environment and d.outcome = Outcome.SUCCEEDED
                        and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)%s
                        order by d.startedAt desc, d.id desc limit 1""".formatted(which), Deployment.class)
                .setParameter("release", release)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst();
    }

    /** Whether some deployment left this release's archive running there, by more evidence than a client's report. */
    boolean wasSeen(Release release, UUID environment) {
        return (boolean) entities.createNativeQuery("""
                        select exists (select from deployment d left join release r on r.id = d.release_id
                            where d.service_id = :service and d.environment_id = :environment and d.outcome = 'succeeded'
                                and d.operation not in ('undeploy', 'remove')
                                and (d.executor is not null or cardinality(d.workers) > 0)
                                and coalesce(d.artifact_digest, r.artifact_digest) = :digest)""", Boolean.class)
                .setParameter("service", release.service().id())
                .setParameter("environment", environment)
                .setParameter("digest", release.artifactDigest().text())
                .getSingleResult();
    }

    /**
     * The last deployment that left a release of the service running there, by more evidence than a client's report.
     */
    Optional<Deployment> lastSeen(String service, UUID environment) {
        return entities.createQuery(ALL + """
                        and d.service.name = :service and d.environment.id = :environment and d.outcome = Outcome.SUCCEEDED
                        and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE) and d.release is not null
                        and (d.executor is not null or array_length(d.workers) > 0)
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst();
    }

    /** The same of the newest release that is this archive or, if none is, was recorded before this release. */
    Optional<Deployment> lastSeen(Release release, UUID environment) {
        return entities.createQuery(ALL + """
                        and d.service.id = :service and d.environment.id = :environment and d.outcome = Outcome.SUCCEEDED
                        and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                        and (d.executor is not null or array_length(d.workers) > 0)
                        and (dr.artifactDigest = :digest or (dr.recordedAt, dr.id) < (:recordedAt, :id))
                        order by case when dr.artifactDigest = :digest then 0 else 1 end, dr.recordedAt desc, dr.id desc
                        limit 1""", Deployment.class)
                .setParameter("service", release.service().id())
                .setParameter("environment", environment)
                .setParameter("digest", release.artifactDigest().text())
                .setParameter("recordedAt", release.recordedAt())
                .setParameter("id", release.id())
                .getResultStream()
                .findFirst();
    }

    /**
     * The last deployment that brought a release of the service into the environment, and left it running, before this
     * one began.
     */
    Optional<Deployment> before(Deployment deployment) {
        return entities.createQuery(ALL + """
                        and d.service.id = :service and d.environment.id = :environment
                        and d.outcome = Outcome.SUCCEEDED
                        and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                        and d.release is not null and (d.startedAt, d.id) < (:startedAt, :id)
                        order by d.startedAt desc, d.id desc limit 1""", Deployment.class)
                .setParameter("service", deployment.service().id())
                .setParameter("environment", deployment.environment().id())
                .setParameter("startedAt", deployment.startedAt())
                .setParameter("id", deployment.id())
                .getResultStream()
                .findFirst();
    }
}
