package dev.slipway.ledger.agent;

import dev.slipway.ledger.group.restart.RestartOrder;
import dev.slipway.ledger.request.execution.Rehearsal;
import dev.slipway.ledger.request.execution.RequestOrder;
import dev.slipway.ledger.request.restoration.AcceptedProbe;
import dev.slipway.ledger.sync.SyncOrder;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Work for the agent, in an environment that is now locked in its name.
 *
 * @param kind whether it is a deployment request, a sync or a restart
 * @param lockId the environment's lock, for a minute: the agent extends it
 * @param service of which service; null for a sync of all
 * @param version which of its releases; null unless it is a deployment request
 * @param artifactDigest that release's archive; null unless it is a deployment request
 * @param isRollback whether it restores an earlier release
 * @param isBack of a sync: whether the changed worker is reset to the last release
 * @param isForDefinition of a restart: whether only workers whose running configuration is outdated are restarted
 * @param contextRoot the application's context root, if the request names one
 * @param probePath the path of the health check, if the request names one
 * @param probeSeconds the time limit of the health check; null unless it is a deployment request
 * @param actor the requester
 * @param isConfigure whether only the configuration changes, and the release stays
 * @param configurationVersion the desired configuration version of the workers, 0 if none was ever set; null unless it
 *     is a deployment request for a server group
 * @param configurationBefore the version in force when it began, which is restored if it fails; null as for
 *     {@code configurationVersion}
 * @param rehearsal the rollback that is to be rehearsed before any worker is touched; null for none
 * @param probeBefore the health check that the release before went live with, for a rollback; null if unknown
 * @param isResumed whether this agent had claimed it before, and must find out how far it got
 */
@Schema(description = "What the agent is to do, in an environment that is now locked in its name.")
public record ClaimResponse(
        @Schema(examples = "deployment") WorkKind kind,

        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "production") String environment,

        @Schema(examples = "019aa1f3-5d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID lockId,

        @Schema(examples = "web-shop") @Nullable String service,
        @Schema(examples = "1.4.0") @Nullable String version,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae") @Nullable
        String artifactDigest,

        @Schema(examples = "false") boolean isRollback,
        @Schema(examples = "false") boolean isBack,
        @Schema(examples = "false") boolean isForDefinition,
        @Schema(examples = "/shop") @Nullable String contextRoot,
        @Schema(examples = "/api/ready") @Nullable String probePath,
        @Schema(examples = "30") @Nullable Integer probeSeconds,
        @Schema(examples = "alice") String actor,
        @Schema(examples = "false") boolean isConfigure,

        @Schema(
                description =
                        "The version of the configuration that the workers are to run with; 0 if nothing was ever set.",
                examples = "4")
        @Nullable
        Integer configurationVersion,

        @Schema(description = "The version that was in force when it began.", examples = "3") @Nullable
        Integer configurationBefore,

        @Nullable Rehearsal rehearsal,
        @Nullable AcceptedProbe probeBefore,
        @Schema(examples = "false") boolean isResumed) {

    /**
     * The common part of all kinds of claimed work.
     *
     * @param lockId the environment's lock, which the agent holds
     * @param isResumed whether the agent had claimed the work before
     */
    record Claim(String environment, UUID lockId, boolean isResumed) {}

    /** A deployment request is to be carried out. */
    static ClaimResponse of(RequestOrder order, Claim claim) {
        return new ClaimResponse(
                WorkKind.DEPLOYMENT,
                order.id(),
                claim.environment(),
                claim.lockId(),
                order.service(),
                order.version(),
                order.artifactDigest().text(),
                order.isRollback(),
                false,
                false,
                order.probe().contextRoot(),
                order.probe().probePath(),
                order.probe().probeSeconds(),
                order.actor(),
                order.isConfigure(),
                order.configurationVersion().orElse(null),
                order.configurationBefore().orElse(null),
                order.rehearsal().orElse(null),
                order.probeBefore().orElse(null),
                claim.isResumed());
    }

    /** A group's workers are to be restarted. */
    static ClaimResponse of(RestartOrder order, Claim claim) {
        return withoutRelease(
                WorkKind.RESTART, order.id(), order.service(), false, order.isForDefinition(), order.actor(), claim);
    }

    /** Workers are to be synchronized. */
    static ClaimResponse of(SyncOrder order, Claim claim) {
        return withoutRelease(
                WorkKind.SYNC, order.id(), order.service().orElse(null), order.isBack(), false, order.actor(), claim);
    }

    private static ClaimResponse withoutRelease(
            WorkKind kind,
            UUID id,
            @Nullable String service,
            boolean isBack,
            boolean isForDefinition,
            String actor,
            Claim claim) {
        return new ClaimResponse(
                kind,
                id,
                claim.environment(),
                claim.lockId(),
                service,
                null,
                null,
                false,
                isBack,
                isForDefinition,
                null,
                null,
                null,
                actor,
                false,
                null,
                null,
                null,
                null,
                claim.isResumed());
    }
}
