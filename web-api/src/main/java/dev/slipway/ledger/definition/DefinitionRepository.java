package dev.slipway.ledger.definition;

import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

@ApplicationScoped
class DefinitionRepository {
    /** Arbitrary, but unique among the advisory locks of this database. */
    private static final long LOCK = 0x646566696e65L;

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    /** Serializes changes of definitions on all workers: two services could otherwise take the same name. */
    void lock() {
        mutexes.acquire(LOCK);
    }

    /** Inserts it at once, so that a violated unique constraint is reported here and not at commit. */
    void add(DefinitionVersion version) {
        entities.persist(version);
        entities.flush();
    }

    /** The last version of a service's definition. */
    Optional<DefinitionVersion> newest(String service) {
        return newestFirst(service, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** The versions before one, newest first. */
    List<DefinitionVersion> newestFirst(String service, int before, int limit) {
        if (!Text.isName(service)) {
            return List.of();
        }
        return entities.createQuery(
                        "from DefinitionVersion d join fetch d.service s where s.name = :service and d.version < :before"
                                + " order by d.version desc",
                        DefinitionVersion.class)
                .setParameter("service", service)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Those of these environments in which a service's data are to be dropped, and the agent has not reported it yet. */
    List<String> dropping(String service, Collection<String> environments) {
        return entities.createNativeQuery("""
                        select e.name
                        from server_group g join service s on s.id = g.service_id join environment e on e.id = g.environment_id
                        where s.name = :service and e.name in (:environments)
                            and g.is_data_dropped and coalesce(g.made_version, 0) < g.wanted_version
                        order by e.name""", String.class)
                .setParameter("service", service)
                .setParameter("environments", environments)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /** A name in use, and by whom. */
    record Taken(String name, String owner) {}

    /** Which of these names are in use for services, groups or hosts, and by whom: a group's until its data are dropped. */
    Map<String, String> taken(String service, Collection<String> names) {
        List<Taken> taken = entities.createNativeQuery("""
                        select name, 'the service ' || name from service where name <> :service and name in (:names)
                        union all
                        select n.name, 'of ' || s.name || ' in ' || e.name
                        from server_group g join service s on s.id = g.service_id join environment e on e.id = g.environment_id
                            cross join lateral (values (g.name), (g.host)) n (name)
                        where s.name <> :service and n.name in (:names)
                            and (not g.is_data_dropped or coalesce(g.made_version, 0) < g.wanted_version)""", Taken.class)
                .setParameter("service", service)
                .setParameter("names", names)
                .getResultList();
        return taken.stream().collect(Collectors.toMap(Taken::name, Taken::owner, (first, other) -> first));
    }
}
