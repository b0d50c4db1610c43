package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.DeploymentResponse;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as its query selects it. Hibernate passes the components by their order.
 *
 * @param workers the workers that have reported it
 * @param sources the source of each of its events, in any order, separated by commas; empty without events, null in
 *     lists
 */
record Row(
        UUID id,
        UUID service,
        UUID environment,
        @Nullable UUID releaseId,
        @Nullable String version,
        @Nullable String commit,
        @Nullable String artifactDigest,
        @Nullable String archive,
        Operation operation,
        Channel channel,
        String actor,
        @Nullable String executor,
        Instant startedAt,
        Instant finishedAt,
        Instant recordedAt,
        Outcome outcome,
        String[] workers,
        boolean isRollback,
        @Nullable UUID requestId,
        @Nullable String promotedFrom,
        DeploymentKind kind,
        @Nullable Integer configurationVersion,
        @Nullable String failedService,
        @Nullable String failure,
        @Nullable String triggeredBy,
        @Nullable String comment,
        @Nullable String failureLog,
        @Nullable String sources) {

    /** As clients see it, with these names. */
    DeploymentResponse response(String serviceName, String environmentName) {
        return new DeploymentResponse(
                id,
                serviceName,
                environmentName,
                releaseId,
                version,
                commit,
                artifactDigest,
                archive,
                operation,
                channel,
                actor,
                executor,
                startedAt,
                finishedAt,
                recordedAt,
                outcome,
                List.of(workers),
                isRollback,
                requestId,
                promotedFrom,
                triggeredBy,
                comment,
                kind,
                configurationVersion,
                failedService,
                failure,
                failureLog,
                sorted(sources));
    }

    private static @Nullable List<String> sorted(@Nullable String sources) {
        if (sources == null) {
            return null;
        }
        return sources.isEmpty()
                ? List.of()
                : Stream.of(sources.split(",")).distinct().sorted().toList();
    }
}
