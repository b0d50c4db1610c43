package dev.slipway.ledger.deployment.record;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.DeploymentRepository;
import dev.slipway.ledger.deployment.observation.DeploymentMatcher;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class ClaimRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Records a client's claim in one statement and its own transaction, if nothing else depends on it (see the
     * function's migration).
     *
     * @param id the deployment's identity
     * @param request a plain one: no rollback, and not made for a deployment request
     * @param isWithinPolicy whether the caller may record it in an environment with a policy, too
     * @return what the ledger knows of it; empty, with nothing recorded, if something depends on it or a name is unknown
     */
    Optional<Claimed> record(
            UUID id,
            RecordDeploymentRequest request,
            boolean isWithinPolicy,
            Recorder recorder,
            Optional<IdempotencyKey> key,
            Instant now) {
        List<Object[]> rows = entities.createNativeQuery("""
                        select cast(release_id as text), commit_sha, artifact_digest, configuration_version
                        from claim_deployment(:id, :service, :version, :environment, :channel, :actor, :startedAt, :finishedAt, :outcome,
                            cast(:failure as text), :now, :earliest, :latest, :isWithinPolicy, :event, cast(:payload as jsonb),
                            cast(:caller as text), cast(:key as text), cast(:fingerprint as text))""", Object[].class)
                .setParameter("id", id)
                .setParameter("isWithinPolicy", isWithinPolicy)
                .setParameter("service", request.service())
                .setParameter("version", request.version())
                .setParameter("environment", request.environment())
                .setParameter("channel", recorder.channel(request).toString())
                .setParameter("actor", recorder.name())
                .setParameter("startedAt", request.startedAt())
                .setParameter("finishedAt", request.finishedAt())
                .setParameter("outcome", request.outcome().toString())
                .setParameter("failure", request.failure())
                .setParameter("now", now)
                .setParameter(
                        "earliest",
                        request.startedAt().minus(DeploymentMatcher.tolerance()).minus(DeploymentRepository.LONGEST))
                .setParameter("latest", request.finishedAt().plus(DeploymentMatcher.tolerance()))
                .setParameter("event", Uuid7.at(now))
                .setParameter("payload", Json.text(request))
                .setParameter("caller", key.map(IdempotencyKey::caller).orElse(null))
                .setParameter("key", key.map(IdempotencyKey::value).orElse(null))
                .setParameter(
                        "fingerprint", key.map(IdempotencyKey::fingerprint).orElse(null))
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> new Claimed(
                        UUID.fromString((String) row[0]), (String) row[1], (String) row[2], (Integer) row[3]));
    }
}
