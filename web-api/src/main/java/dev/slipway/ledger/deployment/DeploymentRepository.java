package dev.slipway.ledger.deployment;

import dev.slipway.ledger.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class DeploymentRepository {
    private static final String ALL = "select d from Deployment d";

    /**
     * Looks up one row for each service in each environment, by index, however many deployments there are.
     *
     * <p>A cross join, said as {@code join … on true}: of {@code cross join}, Hibernate makes a wrong correlation in the
     * subquery.
     */
    private static final String LIVE = """
            select d from Service ls join Environment le on true
            join Deployment d on d.id = (
                select l.id from Deployment l
                where l.service.id = ls.id and l.environment.id = le.id and l.outcome = Outcome.SUCCEEDED
                order by l.startedAt desc, l.id desc limit 1)""";

    private static final String WITH_DETAILS =
            " left join fetch d.release join fetch d.service join fetch d.environment where true";

    @PersistenceContext
    EntityManager entities;

    void add(Deployment deployment) {
        entities.persist(deployment);
        entities.flush();
    }

    Optional<Deployment> find(UUID id) {
        return entities.createQuery(ALL + WITH_DETAILS + " and d.id = :id", Deployment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** Some deployments, the last started first. Names become ids by subqueries, so that one index serves filter and order. */
    List<Deployment> newestFirst(DeploymentFilter filter, @Nullable Cursor after, int limit) {
        StringBuilder query = new StringBuilder(filter.isLive() ? LIVE : ALL).append(WITH_DETAILS);
        Map<String, Object> parameters = new HashMap<>();
        if (filter.service() != null) {
            query.append(filter.isLive() ? " and ls.id" : " and d.service.id")
                    .append(" = (select s.id from Service s where s.name = :service)");
            parameters.put("service", filter.service());
        }
        if (filter.environment() != null) {
            query.append(filter.isLive() ? " and le.id" : " and d.environment.id")
                    .append(" = (select e.id from Environment e where e.name = :environment)");
            parameters.put("environment", filter.environment());
        }
        if (filter.channel() != null) {
            query.append(" and d.channel = :channel");
            parameters.put("channel", filter.channel());
        }
        if (filter.actor() != null) {
            query.append(" and d.actor = :actor");
            parameters.put("actor", filter.actor());
        }
        if (filter.outcome() != null) {
            query.append(" and d.outcome = :outcome");
            parameters.put("outcome", filter.outcome());
        }
        if (after != null) {
            query.append(" and (d.startedAt, d.id) < (:startedAt, :id)");
            parameters.put("startedAt", after.at());
            parameters.put("id", after.id());
        }
        if (filter.isLive()) {
            query.append(" and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)");
        }
        query.append(" order by d.startedAt desc, d.id desc");
        TypedQuery<Deployment> deployments = entities.createQuery(query.toString(), Deployment.class);
        parameters.forEach(deployments::setParameter);
        return deployments.setMaxResults(limit).getResultList();
    }
}
