package dev.slipway.ledger.deployment.record;

import dev.slipway.ledger.Uuid7;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.DeploymentService;
import dev.slipway.ledger.feed.Changed;
import dev.slipway.ledger.feed.CommittedChanges;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Records deployments that clients report: in one round trip if nothing else depends on it, which is nearly always,
 * else step by step in a transaction.
 */
@ApplicationScoped
public class RecordingService {

    @Inject
    ClaimRepository claims;

    @Inject
    DeploymentService deployments;

    @Inject
    CommittedChanges committed;

    @Inject
    Clock clock;

    public DeploymentResponse record(RecordDeploymentRequest body, Recorder recorder, Optional<IdempotencyKey> key) {
        Instant now = clock.instant();
        RecordDeploymentRequest request = body.notAfter(now);
        UUID id = Uuid7.at(now);
        boolean isPlain = request.standsAlone()
                && recorder.objections(request, false, now).isEmpty();
        Optional<Claimed> claimed = isPlain
                ? claims.record(
                        id, request, recorder.objections(request, true, now).isEmpty(), recorder, key, now)
                : Optional.empty();
        claimed.ifPresent(done ->
                committed.publish(new Changed(Changed.Kind.DEPLOYMENT, id, request.service(), request.environment())));
        return claimed.map(done -> DeploymentResponse.claimed(id, done, request, recorder, now))
                .orElseGet(() -> DeploymentResponse.of(deployments.record(request, recorder, key)));
    }
}
