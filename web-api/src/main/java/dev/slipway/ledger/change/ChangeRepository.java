package dev.slipway.ledger.change;

import dev.slipway.ledger.deployment.Deployment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ChangeRepository {
    private static final String WITH_DETAILS =
            "select d from Deployment d left join fetch d.release join fetch d.service join fetch d.environment where ";

    @PersistenceContext
    EntityManager entities;

    Optional<Deployment> find(UUID id) {
        return entities.createQuery(WITH_DETAILS + "d.id = :id", Deployment.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** What last brought a release of the service into the environment, and left it running, before this one began. */
    Optional<Deployment> before(Deployment deployment) {
        return entities.createQuery(WITH_DETAILS + """
                                d.service.id = :service and d.environment.id = :environment
                                and d.outcome = Outcome.SUCCEEDED
                                and d.operation not in (Operation.UNDEPLOY, Operation.REMOVE)
                                and d.release is not null and (d.startedAt, d.id) < (:startedAt, :id)
                                order by d.startedAt desc, d.id desc""", Deployment.class)
                .setParameter("service", deployment.service().id())
                .setParameter("environment", deployment.environment().id())
                .setParameter("startedAt", deployment.startedAt())
                .setParameter("id", deployment.id())
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }
}
