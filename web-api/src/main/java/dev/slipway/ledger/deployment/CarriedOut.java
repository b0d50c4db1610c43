package dev.slipway.ledger.deployment;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.release.Release;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that the agent carried out for somebody.
 *
 * @param release what was deployed
 * @param environment where to
 * @param actor who asked for it
 * @param channel through which door they asked
 * @param executor the management user in whose name the agent changed the workers
 * @param startedAt when it began
 * @param finishedAt when it was over
 * @param outcome how it ended
 * @param failure why it failed
 * @param isRollback whether it put an earlier release back
 * @param requestId the request that it was carried out for; null for what was put back after that failed
 * @param kind what it brought
 * @param configurationVersion the version of the configuration that it ran with, or was to; null where there is none to be had
 */
public record CarriedOut(
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

    /** As it is recorded; the same members that a client would send. */
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
