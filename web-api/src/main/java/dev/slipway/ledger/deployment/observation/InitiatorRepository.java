package dev.slipway.ledger.deployment.observation;

import static java.util.Objects.requireNonNull;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what an account that workers saw was doing, and for whom. */
@ApplicationScoped
class InitiatorRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * The initiator that an account acted for in an environment: from its last claim there, since it does one thing at
     * a time there.
     *
     * @param service only for this service, if there is one
     */
    Optional<Initiator> initiator(UUID environment, String account, Instant at, Optional<UUID> service) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select actor, channel from (
                            (select actor, channel, claimed_at from deployment_request
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or :service =
                                    (select cast(r.service_id as text) from release r where r.id = release_id))
                                and claimed_at between :earliest and :at order by claimed_at desc limit 1)
                            union all
                            (select actor, channel, started_at from sync
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or service_id is null or :service = cast(service_id as text))
                                and started_at between :earliest and :at order by started_at desc limit 1)
                            union all
                            (select actor, channel, started_at from restart
                            where environment_id = :environment and executor = :executor
                                and (:service = '' or :service = cast(service_id as text))
                                and started_at between :earliest and :at order by started_at desc limit 1)
                        ) claimed order by claimed_at desc limit 1""", Object[].class)
                .setParameter("environment", environment)
                .setParameter("executor", MachineAccount.client(account))
                .setParameter("service", service.map(UUID::toString).orElse(""))
                .setParameter("earliest", at.minus(DeploymentRepository.LONGEST))
                .setParameter("at", at)
                .getResultList();
        return rows.stream()
                .map(row -> new Initiator((String) row[0], requireNonNull(Channel.of((String) row[1]))))
                .findFirst();
    }

    /** The request that an account is carrying out for a service in an environment; empty if there is none. */
    Optional<DeploymentMatcher.Attempt> attempt(UUID environment, String account, UUID service) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select r.artifact_digest, q.claimed_at from deployment_request q join release r on r.id = q.release_id
                        where q.environment_id = :environment and q.executor = :executor and q.state = 'running'
                            and r.service_id = :service
                        order by q.claimed_at desc limit 1""", Object[].class)
                .setParameter("environment", environment)
                .setParameter("executor", MachineAccount.client(account))
                .setParameter("service", service)
                .getResultList();
        return rows.stream()
                .map(row -> new DeploymentMatcher.Attempt(new Digest((String) row[0]), (Instant) row[1]))
                .findFirst();
    }
}
