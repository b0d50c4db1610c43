package dev.slipway.ledger.configuration;

import dev.slipway.ledger.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ConfigurationRepository {

    @PersistenceContext
    EntityManager entities;

    /** Lets one transaction at a time change what a service is configured with in an environment, until it ends. */
    void lock(UUID service, UUID environment) {
        entities.createNativeQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended(:key, 0)) as text)", String.class)
                .setParameter("key", "configuration of " + service + " " + environment)
                .getSingleResult();
    }

    /** Adds it at once, so that the unique constraint speaks here and not at the end of the transaction. */
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

    /** The number of the newest version; 0 where there is none. */
    int newest(UUID service, UUID environment) {
        return entities.createQuery(
                        "select coalesce(max(c.version), 0) from ConfigurationVersion c"
                                + " where c.service.id = :service and c.environment.id = :environment",
                        Integer.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getSingleResult();
    }

    /** The versions before one, the newest first. */
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
