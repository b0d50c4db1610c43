package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that the agent made on a requester's behalf.
 *
 * @param release what was deployed
 * @param initiator the requester
 * @param executor the management user that the agent used on the workers
 * @param result how it went
 * @param requestId the request that it executed; null for the automatic rollback after a failure
 * @param kind whether it deployed a release or only a configuration
 * @param configurationVersion the configuration version that it ran with, or should have; null if the service has none
 */
public record AgentDeployment(
        Release release,
        Environment environment,
        Initiator initiator,
        String executor,
        Result result,
        boolean isRollback,
        @Nullable UUID requestId,
        DeploymentKind kind,
        @Nullable Integer configurationVersion) {

    /**
     * How a deployment went.
     *
     * @param period when it happened
     * @param outcome how it ended
     * @param failure why it failed; null if it did not, or if unknown
     */
    public record Result(
            Period period, Outcome outcome, @Nullable String failure) {}

    /** The automatic rollback right after a failure, to the release that ran before. */
    public static AgentDeployment putBack(
            Release release,
            Environment environment,
            Initiator initiator,
            String executor,
            Instant at,
            @Nullable Integer configurationVersion) {
        return new AgentDeployment(
                release,
                environment,
                initiator,
                executor,
                new Result(new Period(at, at), Outcome.SUCCEEDED, null),
                true,
                null,
                DeploymentKind.DEPLOY,
                configurationVersion);
    }

    /** The same as a client's request to record it. */
    RecordDeploymentRequest request() {
        return new RecordDeploymentRequest(
                release.service().name(),
                release.version(),
                environment.name(),
                initiator.channel(),
                result.period().startedAt(),
                result.period().finishedAt(),
                result.outcome(),
                requestId,
                isRollback,
                result.failure());
    }
}
