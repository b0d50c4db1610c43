package dev.slipway.ledger.group;

import dev.slipway.ledger.configuration.ConfigurationVersion;
import dev.slipway.ledger.platform.mutex.MutexService;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class ServerGroupRepository {
    private static final String ALL =
            "from ServerGroup g join fetch g.service s join fetch g.environment e" + " join fetch g.definition d ";

    /** Excludes groups that are removed with their data, which need nothing more. */
    private static final String NOT_GONE =
            "(g.isDataDropped = false or g.madeVersion is null or g.madeVersion < g.wantedVersion)";

    @PersistenceContext
    EntityManager entities;

    @Inject
    MutexService mutexes;

    void add(ServerGroup group) {
        entities.persist(group);
    }

    /**
     * Serializes the making of a group with changes of its configuration until the end of the transaction: there is no
     * row yet that could be locked.
     */
    void serialize(String service, String environment) {
        mutexes.acquire("server group of " + service + " " + environment);
    }

    /** Finds and locks all groups of a service until the end of the transaction. */
    public List<ServerGroup> lock(UUID service) {
        List<ServerGroup> groups = entities.createQuery(
                        ALL + "where s.id = :service order by g.name", ServerGroup.class)
                .setParameter("service", service)
                .getResultList();
        groups.forEach(this::lock);
        return groups;
    }

    /** Finds and locks a group until the end of the transaction. */
    public Optional<ServerGroup> lock(String service, String environment) {
        Optional<ServerGroup> group = find(service, environment);
        group.ifPresent(this::lock);
        return group;
    }

    /**
     * Refreshes the entity with the lock: the transaction may have read the group before waiting for another one, whose
     * changes a stale entity would overwrite.
     */
    private void lock(ServerGroup group) {
        entities.refresh(group, LockModeType.PESSIMISTIC_WRITE);
    }

    /** One group, even a removed one; empty if there never was one. */
    public Optional<ServerGroup> find(String service, String environment) {
        if (!Text.isName(service) || !Text.isName(environment)) {
            return Optional.empty();
        }
        return entities.createQuery(ALL + "where s.name = :service and e.name = :environment", ServerGroup.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .getResultStream()
                .findFirst();
    }

    /** Those of the groups with these names that are not removed, by name. */
    public Map<String, ServerGroup> present(Collection<String> names) {
        return names.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "from ServerGroup g where g.isRemoved = false and g.name in :names", ServerGroup.class)
                        .setParameter("names", names)
                        .getResultStream()
                        .collect(Collectors.toMap(ServerGroup::name, Function.identity()));
    }

    /** The groups that are not removed with their data, of one service or of all, by name. */
    List<ServerGroup> byName(@Nullable String service, @Nullable String after, int limit) {
        return new ListQuery(ALL + "where " + NOT_GONE)
                .and("s.name = :service", "service", service)
                .and("g.name > :after", "after", after)
                .then(" order by g.name")
                .query(text -> entities.createQuery(text, ServerGroup.class))
                .setMaxResults(limit)
                .getResultList();
    }

    /** The desired configurations by the groups' ids; none for groups for which nothing was ever set. */
    Map<UUID, ConfigurationVersion> configurations() {
        return entities.createQuery("""
                        select g.id, c from ServerGroup g join ConfigurationVersion c
                        on c.service = g.service and c.environment = g.environment and c.version = g.configurationVersion""", Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (ConfigurationVersion) row[1]));
    }

    /**
     * Whether anything was set for a group before the definition version that it follows: if its data are dropped,
     * before that.
     */
    boolean wasConfiguredBefore(ServerGroup group) {
        return !entities.createQuery(
                        "select c.id from ConfigurationVersion c join DefinitionVersion d on d.service = c.service"
                                + " where c.service = :service and c.environment = :environment"
                                + " and d.version = :version and c.changedAt < d.appliedAt",
                        UUID.class)
                .setParameter("service", group.service())
                .setParameter("environment", group.environment())
                .setParameter("version", group.wantedVersion())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The workers of all groups that are not removed, as the agent reported them, by name. */
    List<ReportedWorker> reportedWorkers() {
        return entities.createNativeQuery("""
                        select g.name, s.name, e.name, w.worker ->> 'name'
                        from server_group g join service s on s.id = g.service_id
                        join environment e on e.id = g.environment_id
                        cross join lateral jsonb_array_elements(cast(g.workers as jsonb)) w (worker)
                        where g.state <> 'removed' and w.worker ->> 'name' is not null order by 4""", ReportedWorker.class).getResultList();
    }

    /** All groups that are not removed with their data, by name. */
    List<ServerGroup> all() {
        return byName(null, null, Integer.MAX_VALUE);
    }
}
