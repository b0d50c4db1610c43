package dev.slipway.ledger.configuration;

import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConfigurationRepository {

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Serializes changes of a service's configuration in an environment until the end of the transaction. */
    void lock(UUID service, UUID environment) {
        mutexes.acquire("configuration of " + service + " " + environment);
    }

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(ConfigurationVersion version) {
        entities.persist(version);
        entities.flush();
    }

    Optional<ConfigurationVersion> find(UUID id) {
        return Optional.ofNullable(entities.find(ConfigurationVersion.class, id));
    }

    Optional<ConfigurationVersion> find(UUID service, UUID environment, int version) {
        return entities.createQuery(
                        "from ConfigurationVersion c where c.service.id = :service and c.environment.id = :environment"
                                + " and c.version = :version",
                        ConfigurationVersion.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    /** The number of the newest version; 0 if there is none. */
    int newest(UUID service, UUID environment) {
        return entities.createQuery(
                        "select coalesce(max(c.version), 0) from ConfigurationVersion c"
                                + " where c.service.id = :service and c.environment.id = :environment",
                        Integer.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getSingleResult();
    }

    /** The number of the newest version that was made for this reason; 0 if there is none. */
    int newest(UUID service, UUID environment, String reason) {
        return entities.createQuery(
                        "select coalesce(max(c.version), 0) from ConfigurationVersion c"
                                + " where c.service.id = :service and c.environment.id = :environment"
                                + " and c.reason = :reason",
                        Integer.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("reason", reason)
                .getSingleResult();
    }

    /**
     * A deployment that a version ran in, or was tried in.
     *
     * @param version of the configuration
     * @param all how many of them there are for that version
     * @param id the deployment's
     * @param release the release's version; null if none is recorded
     */
    record ConfigurationUse(
            int version,
            long all,
            UUID id,
            @Nullable String release,
            String kind,
            String outcome,
            boolean isRollback,
            Instant finishedAt) {

        ConfiguredDeployment deployment() {
            return new ConfiguredDeployment(id, release, kind, outcome, isRollback, finishedAt);
        }
    }

    /**
     * The newest deployments with each of these versions of one configuration, most recently started first.
     *
     * @param most how many for each version
     */
    List<ConfigurationUse> deployments(ConfiguredPlace place, List<Integer> versions, int most) {
        if (versions.isEmpty()) {
            return List.of();
        }
        return entities.createNativeQuery("""
                        select configuration_version, total, id, version, kind, outcome, is_rollback, finished_at from (
                            select d.configuration_version, d.id, r.version, d.kind, d.outcome, d.is_rollback, d.started_at, d.finished_at,
                                count(*) over (partition by d.configuration_version) as total,
                                row_number() over (partition by d.configuration_version order by d.started_at desc, d.id desc) as place
                            from deployment d left join release r on r.id = d.release_id
                            where d.service_id = :service and d.environment_id = :environment
                                and d.configuration_version in (:versions)) ran
                        where place <= :most order by configuration_version, started_at desc, id desc""", ConfigurationUse.class)
                .setParameter("service", place.service().id())
                .setParameter("environment", place.environment().id())
                .setParameter("versions", versions)
                .setParameter("most", most)
                .getResultList();
    }

    /** The versions before one, newest first. */
    List<ConfigurationVersion> newestFirst(String service, String environment, int before, int limit) {
        if (!Text.isName(service) || !Text.isName(environment)) {
            return List.of();
        }
        return entities.createQuery("""
                        from ConfigurationVersion c join fetch c.service s join fetch c.environment e
                        where s.name = :service and e.name = :environment and c.version < :before
                        order by c.version desc""", ConfigurationVersion.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }
}
