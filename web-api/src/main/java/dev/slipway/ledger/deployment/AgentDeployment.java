package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that the agent made on somebody's behalf.
 *
 * @param release what was deployed
 * @param environment the target environment
 * @param actor who asked for it
 * @param channel the channel through which they asked
 * @param executor the management user that the agent used on the workers
 * @param startedAt when it began
 * @param finishedAt when it finished
 * @param outcome how it ended
 * @param failure why it failed
 * @param isRollback whether it is a rollback
 * @param requestId the request that it executed; null for the automatic rollback after a failure
 * @param kind whether it deployed a release or only a configuration
 * @param configurationVersion the configuration version that it ran with, or should have; null if the service has none
 */
public record AgentDeployment(
        Release release,
        Environment environment,
        String actor,
        Channel channel,
        String executor,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome,
        @Nullable String failure,
        boolean isRollback,
        @Nullable UUID requestId,
        DeploymentKind kind,
        @Nullable Integer configurationVersion) {

    /** The same as a client's request to record it. */
    RecordDeploymentRequest request() {
        return new RecordDeploymentRequest(
                release.service().name(),
                release.version(),
                environment.name(),
                channel,
                startedAt,
                finishedAt,
                outcome,
                requestId,
                isRollback,
                failure);
    }
}
