package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Operation;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter for deployments; null matches any.
 *
 * @param service only of this service
 * @param environment only into this environment
 * @param channel only through this channel
 * @param actor only by this person or machine
 * @param outcome only those that ended so
 * @param operation only those that did this
 * @param version only of releases of this version
 * @param artifactDigest only of this archive
 * @param releaseId only of this release
 * @param from only those that began then or later
 * @param until only those that began before then
 * @param search only those that contain this text
 */
record DeploymentFilter(
        @Nullable String service,
        @Nullable String environment,
        @Nullable Channel channel,
        @Nullable String actor,
        @Nullable Outcome outcome,
        @Nullable Operation operation,
        @Nullable String version,
        @Nullable String artifactDigest,
        @Nullable UUID releaseId,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Search search) {

    /** Only of this service, in this environment or in any. */
    static DeploymentFilter of(String service, @Nullable String environment) {
        return new DeploymentFilter(service, environment, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whether one index serves both filter and order for any values. */
    boolean isCheap() {
        return Stream.of(channel, actor, outcome, operation, version, artifactDigest, search)
                .allMatch(filter -> filter == null);
    }

    /** The same filter with the search's hits resolved. */
    DeploymentFilter among(List<UUID> hits) {
        return new DeploymentFilter(
                service,
                environment,
                channel,
                actor,
                outcome,
                operation,
                version,
                artifactDigest,
                releaseId,
                from,
                until,
                search == null ? null : search.among(hits));
    }
}
