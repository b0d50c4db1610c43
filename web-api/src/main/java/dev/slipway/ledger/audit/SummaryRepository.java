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

    /** The last decision on a deployment; empty if there is none, or the request is for a configuration. */
    Optional<SealedDecision> latest(UUID request) {
        return decision("t.request_id = :id order by t.id desc limit 1", request);
    }

    /** A decision; empty if it is on a change of configuration, which checks no archive. */
    Optional<SealedDecision> decision(UUID id) {
        return decision("t.id = :id", id);
    }

    private Optional<SealedDecision> decision(String which, UUID id) {
        SealedTable table = SealedTable.GATE_DECISION;
        List<SealedDecision> found = entities.createNativeQuery(
                        "select " + table.canonicalBy("t", "coalesce(l.format, " + table.format() + ")")
                                + ", encode(l.digest, 'hex') from gate_decision t"
                                + " join deployment_request r on r.id = t.request_id and r.kind = 'deploy'"
                                + " left join audit_link l on l.row_id = t.id and l.row_number = 0"
                                + " and l.name = 'gate_decision' where " + which,
                        SealedDecision.class)
                .setParameter("id", id)
                .getResultList();
        return found.stream().findFirst();
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
