package dev.slipway.ledger.deployment;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.idempotency.IdempotencyKey;
import dev.slipway.ledger.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ClaimRepository {

    @PersistenceContext
    EntityManager entities;

    /**
     * Records what a client claims in one statement, which is a transaction of its own, where nothing else hangs on it (see the function's
     * migration).
     *
     * @param request neither a rollback nor what the gate was asked for
     * @return the deployment; empty, and nothing is recorded, where something hangs on it or a name is not known
     */
    Optional<DeploymentResponse> record(
            RecordDeploymentRequest request, Recorder recorder, Optional<IdempotencyKey> key, Instant now) {
        UUID id = Uuid7.at(now);
        List<Object[]> rows = entities.createNativeQuery("""
                        select cast(release_id as text), commit_sha, artifact_digest, configuration_version
                        from record_claim(:id, :service, :version, :environment, :channel, :actor, :startedAt, :finishedAt, :outcome,
                            cast(:failure as text), :now, :earliest, :latest, :event, cast(:payload as jsonb),
                            cast(:caller as text), cast(:key as text), cast(:fingerprint as text))""", Object[].class)
                .setParameter("id", id)
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
                        "earliest", request.startedAt().minus(Sameness.reach()).minus(DeploymentRepository.LONGEST))
                .setParameter("latest", request.finishedAt().plus(Sameness.reach()))
                .setParameter("event", Uuid7.at(now))
                .setParameter("payload", Json.text(request))
                .setParameter("caller", key.map(IdempotencyKey::caller).orElse(null))
                .setParameter("key", key.map(IdempotencyKey::value).orElse(null))
                .setParameter(
                        "fingerprint", key.map(IdempotencyKey::fingerprint).orElse(null))
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> DeploymentResponse.claimed(
                        id,
                        UUID.fromString((String) row[0]),
                        (String) row[1],
                        (String) row[2],
                        (Integer) row[3],
                        request,
                        recorder,
                        now));
    }
}
