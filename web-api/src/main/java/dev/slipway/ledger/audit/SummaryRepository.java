package dev.slipway.ledger.audit;

import dev.slipway.ledger.audit.chain.SealedTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the inputs of a decision of the gate. */
@ApplicationScoped
class SummaryRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * The last decision on a deployment, as canonical text; empty if there is none, or the request is for a
     * configuration.
     */
    Optional<String> latest(UUID request) {
        List<String> found = entities.createNativeQuery(
                        "select " + SealedTable.GATE_DECISION.canonical("t", SealedTable.GATE_DECISION.format())
                                + " from gate_decision t join deployment_request r on r.id = t.request_id"
                                + " where t.request_id = :request and r.kind = 'deploy' order by t.id desc limit 1",
                        String.class)
                .setParameter("request", request)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Whether a request is to deploy a release; a change of configuration checks no archive. */
    boolean isDeployment(UUID request) {
        return !entities.createNativeQuery(
                        "select 1 from deployment_request where id = :request and kind = 'deploy'", Integer.class)
                .setParameter("request", request)
                .getResultList()
                .isEmpty();
    }

    /** The digest of a version of an environment's policy in the chain; empty if it is not linked or does not exist. */
    Optional<String> policyDigest(String environment, int version) {
        List<String> found = entities.createNativeQuery("""
                        select encode(l.digest, 'hex') from environment e join policy p on p.environment_id = e.id and p.version = :version
                            join audit_link l on l.row_id = p.id and l.row_number = 0 and l.name = 'policy'
                        where e.name = :environment""", String.class)
                .setParameter("environment", environment)
                .setParameter("version", version)
                .getResultList();
        return found.stream().findFirst();
    }
}
