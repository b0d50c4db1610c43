package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.group.ServerGroup;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.ListQuery;
import dev.slipway.ledger.platform.text.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class RestartRepository {
    private static final String ALL =
            "select r from Restart r join fetch r.service s join fetch r.environment e join fetch r.serverGroup g where ";

    /** All but those that expired unclaimed, which changed no worker. */
    private static final String COUNTS = "(r.state <> RestartState.FAILED or r.executor is not null)";

    @PersistenceContext
    EntityManager entities;

    /** Whether an agent deploys there: then the workers are about to run their configuration. */
    boolean isDeployedTo(ServerGroup group) {
        return Boolean.TRUE.equals(entities.createNativeQuery("""
                        select exists (select from deployment_request q join release r on r.id = q.release_id
                            where q.environment_id = :environment and q.state = 'running' and r.service_id = :service)""", Boolean.class)
                .setParameter("environment", group.environment().id())
                .setParameter("service", group.service().id())
                .getSingleResult());
    }

    void add(Restart restart) {
        entities.persist(restart);
        entities.flush();
    }

    Optional<Restart> find(UUID id) {
        return entities.createQuery(ALL + "r.id = :id", Restart.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** The environment of a restart. */
    Optional<Environment> environment(UUID id) {
        return entities.createQuery("select r.environment from Restart r where r.id = :id", Environment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Finds and locks a restart until the end of the transaction. */
    Optional<Restart> lock(UUID id) {
        boolean isThere = !entities.createNativeQuery(
                        "select id from restart where id = :id for no key update", UUID.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
        return isThere ? find(id) : Optional.empty();
    }

    /** Until the end of the transaction, blocks other changes of this restart; it has what they made of it. */
    void lock(Restart restart) {
        entities.refresh(restart, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Whether one of a group began after a time, and was under way at another. */
    boolean isBetween(String service, String environment, Instant after, Instant at) {
        return !entities.createQuery("""
                        select r.id from Restart r where r.service.name = :service and r.environment.name = :environment
                            and r.startedAt > :after and r.startedAt <= :at and (r.finishedAt is null or r.finishedAt >= :at)""", UUID.class)
                .setParameter("service", service)
                .setParameter("environment", environment)
                .setParameter("after", after)
                .setParameter("at", at)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The newest restart of a group; none that expired unclaimed. */
    public Optional<Restart> newest(ServerGroup group) {
        return entities.createQuery(
                        ALL + "g = :group and " + COUNTS + " order by r.requestedAt desc, r.id desc", Restart.class)
                .setParameter("group", group)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The newest restart of each of these groups, by the group; none that expired unclaimed. */
    public Map<UUID, Restart> newest(Collection<ServerGroup> groups) {
        Map<UUID, Restart> newest = new HashMap<>();
        if (!groups.isEmpty()) {
            entities.createQuery(
                            "select n from Restart n join fetch n.serverGroup where n.serverGroup in :groups and n.requestedAt ="
                                    + " (select max(r.requestedAt) from Restart r where r.serverGroup = n.serverGroup and "
                                    + COUNTS + ")",
                            Restart.class)
                    .setParameter("groups", groups)
                    .getResultStream()
                    .forEach(restart -> newest.put(restart.group().id(), restart));
        }
        return newest;
    }

    /**
     * Those that are running, or requested and waiting for an agent, and of which nothing was heard since these; one
     * for each group at most.
     */
    List<UUID> openSince(Instant seenBefore, Instant requestedBefore) {
        return entities.createQuery(
                        "select r.id from Restart r where r.state = RestartState.RUNNING and r.lastSeenAt <= :seen"
                                + " or r.state = RestartState.ASKED and r.isForDefinition = false and r.requestedAt <= :requested",
                        UUID.class)
                .setParameter("seen", seenBefore)
                .setParameter("requested", requestedBefore)
                .getResultList();
    }

    /** A page of a group's restarts, newest first. */
    List<Restart> newestFirst(String service, String environment, @Nullable Cursor after, int limit) {
        if (!Text.isName(service) || !Text.isName(environment)) {
            return List.of();
        }
        return new ListQuery(ALL
                        + "r.serverGroup = (select o from ServerGroup o where o.service.name = :service"
                        + " and o.environment.name = :environment)")
                .with("service", service)
                .with("environment", environment)
                .newestFirst("r.requestedAt", "r.id", after)
                .query(text -> entities.createQuery(text, Restart.class))
                .setMaxResults(limit)
                .getResultList();
    }
}
