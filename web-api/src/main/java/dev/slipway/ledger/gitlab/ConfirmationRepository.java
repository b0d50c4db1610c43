package dev.slipway.ledger.gitlab;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.platform.mutex.MutexService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

@ApplicationScoped
class ConfirmationRepository {
    /** Arbitrary, but unique among the advisory locks of this database; the function {@code claim_deployment} uses it, too. */
    private static final long LOCK = 0x6769746c6162L;

    private static final int SHORTEST_COMMIT = 7;

    /** No deployment takes longer, so that a report on a later one is not of it. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** How long a report waits for its deployment to be recorded. */
    private static final Duration KEPT = Duration.ofDays(90);

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /**
     * Stores a report, unless a more advanced one is known. Of a pipeline's jobs into an environment the last one
     * counts: a finished job may be run again, for another deployment.
     */
    Optional<UUID> put(UUID id, Hook.Report report, UUID eventId) {
        return entities.createNativeQuery("""
                        insert into confirmation (id, subject, kind, environment, commit_sha, url, person, status, progress, at, event_id)
                        values (:id, :subject, :kind, :environment, :commit, cast(:url as text), cast(:person as text), :status, :progress, :at, :event)
                        on conflict (subject) do update
                        set url = coalesce(excluded.url, confirmation.url), person = coalesce(excluded.person, confirmation.person),
                            status = excluded.status, progress = excluded.progress, at = excluded.at, event_id = excluded.event_id,
                            deployment_id = case when excluded.kind = 'deployment' then confirmation.deployment_id end
                        where case excluded.kind when 'deployment' then confirmation.progress < excluded.progress
                            else (confirmation.at, confirmation.progress) < (excluded.at, excluded.progress) end
                        returning id
                        """, UUID.class)
                .setParameter("id", id)
                .setParameter("subject", report.subject())
                .setParameter("kind", report.kind())
                .setParameter("environment", report.environment())
                .setParameter("commit", report.commit())
                .setParameter("url", report.url())
                .setParameter("person", report.person())
                .setParameter("status", report.status())
                .setParameter("progress", report.progress())
                .setParameter("at", report.at())
                .setParameter("event", eventId)
                .getResultStream()
                .map(UUID.class::cast)
                .findFirst();
    }

    /**
     * Blocks the recording of deployments until the transaction ends, so that none slips in between the search for one
     * and noting that there is none.
     */
    void blockDeploymentRecording() {
        mutexes.acquire(LOCK);
    }

    /**
     * Blocks hooks until the transaction ends, so that none slips in between the search for one and noting that there
     * is none.
     *
     * @return whether a hook about this environment waits for its deployment to be recorded
     */
    boolean blockHooks(String environment) {
        return (Boolean) entities.createNativeQuery("select lock_out_hooks(:key, :environment)", Boolean.class)
                .setParameter("key", LOCK)
                .setParameter("environment", environment)
                .getSingleResult();
    }

    /** Deletes the reports about an environment that no deployment was recorded for. */
    void forget(String environment, Instant now) {
        entities.createNativeQuery(
                        "delete from confirmation where environment = :environment and deployment_id is null and id < :oldest")
                .setParameter("environment", environment)
                .setParameter("oldest", Uuid7.at(now.minus(KEPT)))
                .executeUpdate();
    }

    /**
     * Finds the deployment that a report is about: of this commit, into this environment, of a service that names this project or
     * none, not taken by another report of the same kind, and not over long before; a pipeline's rather than another channel's, and
     * of several the nearest in time. None where several such services of the environment have a release of the commit: GitLab's
     * environment is one for all of a project's services, and so is its address.
     *
     * @return the report's last event and the deployment that it is about now, if it is
     */
    Optional<Link> confirm(UUID id, Hook.Report report) {
        List<String> beginnings = IntStream.range(
                        SHORTEST_COMMIT, report.commit().length())
                .mapToObj(length -> report.commit().substring(0, length))
                .toList();
        entities.createNativeQuery("""
                        update confirmation set deployment_id = (
                            select d.id from deployment d
                            join release r on r.id = d.release_id
                            join service s on s.id = d.service_id
                            join environment e on e.id = d.environment_id
                            where e.name = :environment and (r.commit_sha like :commit or r.commit_sha in (:beginnings)) and d.is_claimed
                                and (s.gitlab_project is null or s.gitlab_project = :project) and d.finished_at >= :earliest
                                and not exists (select from confirmation c where c.deployment_id = d.id and c.kind = :kind)
                                and not exists (select from release o join service t on t.id = o.service_id
                                    where (o.commit_sha like :commit or o.commit_sha in (:beginnings)) and t.id <> s.id
                                        and (t.gitlab_project is null or t.gitlab_project = :project)
                                        and exists (select from deployment x where x.service_id = t.id and x.environment_id = e.id))
                            order by d.channel = 'pipeline' desc, abs(extract(epoch from d.finished_at - :at)), d.id desc
                            limit 1)
                        where id = :id and deployment_id is null
                        """)
                .setParameter("environment", report.environment())
                .setParameter("commit", report.commit() + "%")
                .setParameter("beginnings", beginnings.isEmpty() ? List.of("") : beginnings)
                .setParameter("project", report.project())
                .setParameter("kind", report.kind())
                .setParameter("at", report.at())
                .setParameter("earliest", report.at().minus(LONGEST))
                .setParameter("id", id)
                .executeUpdate();
        return links("id = :key", id).stream().findFirst();
    }

    /**
     * Assigns to a deployment the reports that GitLab sent before it was recorded, by the same rules.
     *
     * @return the last event of each report that is about it now; empty if it was given none
     */
    List<Link> claim(UUID deploymentId, String environment, String commit, Instant finishedAt) {
        Query update = entities.createNativeQuery("""
                        update confirmation set deployment_id = :deployment where id in (
                            select distinct on (c.kind) c.id from confirmation c
                            join deployment d on d.id = :deployment join service s on s.id = d.service_id
                            cross join lateral (select cast(split_part(c.subject, ':', 2) as bigint)) p (project)
                            where c.deployment_id is null and c.environment = :environment and c.at <= :latest
                                and (c.commit_sha like :beginning or :commit like c.commit_sha || '%')
                                and (s.gitlab_project is null or s.gitlab_project = p.project)
                                and not exists (select from confirmation o where o.deployment_id = d.id and o.kind = c.kind)
                                and not exists (select from release o join service t on t.id = o.service_id
                                    where o.commit_sha like :shortest and t.id <> s.id
                                        and (o.commit_sha like c.commit_sha || '%' or c.commit_sha like o.commit_sha || '%')
                                        and (t.gitlab_project is null or t.gitlab_project = p.project)
                                        and exists (select from deployment x
                                            where x.service_id = t.id and x.environment_id = d.environment_id))
                            order by c.kind, abs(extract(epoch from c.at - :at)), c.id desc)
                        and deployment_id is null
                        """)
                .setParameter("deployment", deploymentId)
                .setParameter("environment", environment)
                .setParameter("commit", commit)
                .setParameter("beginning", commit + "%")
                .setParameter("shortest", commit.substring(0, SHORTEST_COMMIT) + "%")
                .setParameter("at", finishedAt)
                .setParameter("latest", finishedAt.plus(LONGEST));
        return update.executeUpdate() > 0 ? links("deployment_id = :key", deploymentId) : List.of();
    }

    /** An event and the deployment that it turned out to be about. */
    record Link(UUID event, UUID deployment) {}

    private List<Link> links(String which, UUID key) {
        return entities.createNativeQuery(
                        "select event_id, deployment_id from confirmation where deployment_id is not null and " + which,
                        Link.class)
                .setParameter("key", key)
                .getResultList();
    }

    /** GitLab's reports on a deployment, newest first. */
    List<Confirmation> of(UUID deploymentId) {
        return entities.createQuery(
                        "from Confirmation c where c.deploymentId = :deployment order by c.at desc, c.kind",
                        Confirmation.class)
                .setParameter("deployment", deploymentId)
                .getResultList();
    }
}
