package dev.slipway.ledger.request;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.release.Release;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class DeploymentRequestRepository {
    private static final String WITH_DETAILS =
            "from DeploymentRequest r join fetch r.release e join fetch e.service join fetch r.environment where true";

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /**
     * Adds a request. Flushes earlier changes first: Hibernate executes inserts before updates, and a request that was
     * withdrawn for this one must leave the unique index on the unfinished requests before this one enters it.
     */
    public void add(DeploymentRequest request) {
        entities.flush();
        entities.persist(request);
        entities.flush();
    }

    /**
     * Serializes decisions on a candidate until the end of the transaction, so that an approval given while a request
     * is created is not missed.
     */
    public void lock(Candidate candidate) {
        // Earlier releases use this key, which lacks the prefix that the other ones have.
        mutexes.acquire(candidate.release().id() + " " + candidate.environment().id());
    }

    /** Finds and locks a request until the end of the transaction, and refreshes it: it may have been read before. */
    public Optional<DeploymentRequest> lock(UUID id) {
        boolean isThere = !entities.createNativeQuery(
                        "select id from deployment_request where id = :id for no key update", UUID.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
        Optional<DeploymentRequest> request = isThere ? find(id) : Optional.empty();
        request.ifPresent(entities::refresh);
        return request;
    }

    public Optional<DeploymentRequest> find(UUID id) {
        return entities.createQuery(WITH_DETAILS + " and r.id = :id", DeploymentRequest.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The open change of a configuration, for whichever release. */
    public Optional<UUID> openConfigure(UUID service, UUID environment) {
        return entities.createQuery(
                        "select r.id from DeploymentRequest r where r.environment.id = :environment"
                                + " and r.release.service.id = :service and r.kind = DeploymentKind.CONFIGURE"
                                + " and r.state in (State.WAITING, State.ALLOWED)",
                        UUID.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst();
    }

    /** The requests of a service in an environment that the agent is executing. */
    public List<DeploymentRequest> running(UUID service, UUID environment) {
        return entities.createQuery(
                        WITH_DETAILS + " and r.environment.id = :environment and e.service.id = :service"
                                + " and r.state = State.RUNNING order by r.id",
                        DeploymentRequest.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultList();
    }

    /** The configuration change that requested this version, if any. */
    public Optional<DeploymentRequest> ofVersion(ConfigurationVersion version) {
        return entities.createQuery(
                        WITH_DETAILS + " and r.environment = :environment and r.service = :service"
                                + " and r.kind = DeploymentKind.CONFIGURE and r.configurationVersion = :version",
                        DeploymentRequest.class)
                .setParameter("service", version.service())
                .setParameter("environment", version.environment())
                .setParameter("version", version.version())
                .getResultStream()
                .findFirst();
    }

    /** A configuration change, the one that it took over, the one that that one took over, and so on. */
    public List<DeploymentRequest> withReplaced(UUID id) {
        return entities.createNativeQuery("""
                        with recursive taken as (
                            select * from deployment_request where id = :id
                            union all
                            select r.* from deployment_request r join taken t on r.id = t.replaced_id)
                        select * from taken""", DeploymentRequest.class)
                .setParameter("id", id)
                .getResultList();
    }

    /** The unfinished request to deploy a candidate, open or running, locked; empty if it has ended during the wait for the lock. */
    public Optional<DeploymentRequest> lockUnfinishedDeploy(Candidate candidate) {
        return entities.createQuery(
                        "select r.id from DeploymentRequest r where r.release = :release and r.environment = :environment"
                                + " and r.kind = DeploymentKind.DEPLOY"
                                + " and r.state in (State.WAITING, State.ALLOWED, State.RUNNING)",
                        UUID.class)
                .setParameter("release", candidate.release())
                .setParameter("environment", candidate.environment())
                .getResultStream()
                .findFirst()
                .flatMap(this::lock)
                .filter(request -> request.state().isOpen() || request.state() == State.RUNNING);
    }

    /** The requests that brought a release's archive into an environment, or may yet, in the order in which they were made. */
    public List<DeploymentRequest> deploying(Release release, String environment) {
        return entities.createQuery(
                        WITH_DETAILS + " and r.environment.name = :environment and e.service = :service"
                                + " and e.artifactDigest = :digest and r.kind = DeploymentKind.DEPLOY"
                                + " and r.state not in (State.REFUSED, State.WITHDRAWN) order by r.requestedAt, r.id",
                        DeploymentRequest.class)
                .setParameter("environment", environment)
                .setParameter("service", release.service())
                .setParameter("digest", release.artifactDigest().text())
                .getResultList();
    }

    /** Every name and address that these accounts had when they ran a pipeline that made a request. */
    public List<Trigger> triggers(Set<String> keys) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select distinct triggered_by, triggered_by_email, triggered_by_key from deployment_request
                        where triggered_by_key in (:keys)""", Object[].class)
                .setParameter("keys", keys)
                .getResultList();
        return rows.stream()
                .map(row -> new Trigger((String) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    /** The open requests for a release, in the order of their ids. */
    public List<UUID> open(Release release) {
        return entities.createQuery(
                        "select r.id from DeploymentRequest r where r.release = :release"
                                + " and r.state in (State.WAITING, State.ALLOWED) order by r.id",
                        UUID.class)
                .setParameter("release", release)
                .getResultList();
    }

    /** The target environment of a request. */
    public Optional<Environment> environment(UUID id) {
        return entities.createQuery("select r.environment from DeploymentRequest r where r.id = :id", Environment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    public Optional<State> state(UUID id) {
        return entities.createQuery("select r.state from DeploymentRequest r where r.id = :id", State.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Some of the open ones, in the order of their ids. */
    public List<UUID> open(UUID after, int limit) {
        return entities.createQuery(
                        "select r.id from DeploymentRequest r"
                                + " where r.state in (State.WAITING, State.ALLOWED) and r.id > :after order by r.id",
                        UUID.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * A page of requests, newest first. Names are resolved in subqueries, so that one index serves both filter and
     * order; with the service, a version is one release, which has such an index, too.
     */
    List<DeploymentRequest> newestFirst(DeploymentRequestFilter filter, @Nullable Cursor after, int limit) {
        return new ListQuery(WITH_DETAILS)
                .and("r.state = :state", "state", filter.state())
                .and("r.service.id = (select s.id from Service s where s.name = :service)", "service", filter.service())
                .and(
                        "r.environment.id = (select n.id from Environment n where n.name = :environment)",
                        "environment",
                        filter.environment())
                .and("e.version = :version and e.service.id = r.service.id", "version", filter.version())
                .newestFirst("r.requestedAt", "r.id", after)
                .query(text -> entities.createQuery(text, DeploymentRequest.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
