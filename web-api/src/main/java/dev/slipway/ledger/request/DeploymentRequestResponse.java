package dev.slipway.ledger.request;

import dev.slipway.ledger.approval.ApprovalResponse;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Deployment;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.identity.job.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment request, as clients see it.
 *
 * @param releaseId the release
 * @param actor the requester
 * @param comment what approvers should know
 * @param reasons the gate's reasons when it was last evaluated
 * @param approvals the last verdict of each approver: on its release, or on it alone if only the configuration changes
 * @param requestedAt when it was requested
 * @param decidedAt when it was allowed, refused or withdrawn
 * @param deploymentId the resulting deployment
 * @param outcome how that ended
 * @param failure why that failed
 * @param isForAgent whether the line's agent executes it as soon as it is allowed
 * @param contextRoot the application's context root, if set in the request
 * @param probePath the path of the application's health check, if set in the request
 * @param probeSeconds the health check's timeout in seconds
 * @param syncId the sync that it belongs to
 * @param claimedAt when the agent began it
 * @param silentSince the last sign of life of the agent that executes it, if over five minutes ago
 * @param promotedFrom the source environment of a promotion
 * @param triggeredBy who ran the requesting pipeline, according to GitLab
 * @param kind whether it deploys a release or only a configuration
 * @param configurationVersion the configuration version that it deploys; null before it begins if that is the one in
 *     force, and if there can be none, without a server group
 * @param configurationBefore the version that was in force when it began
 * @param keepsConfiguration of a rollback, whether the configuration in force stays
 * @param fromVersion the release that it replaces, if it is to replace no other
 */
@Schema(description = "A requested deployment.")
public record DeploymentRequestResponse(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "web-shop") String service,
        @Schema(examples = "1.4.0") String version,

        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID releaseId,

        @Schema(examples = "production") String environment,
        @Schema(examples = "pipeline") Channel channel,

        @Schema(examples = "service-account-pipeline") String actor,

        @Schema(examples = "waiting") State state,
        @Schema(examples = "false") boolean isRollback,

        @Schema(examples = "Needs the new tax rates today.") @Nullable
        String comment,

        List<Reason> reasons,
        List<ApprovalResponse> approvals,
        @Schema(examples = "2026-11-23T10:13:00Z") Instant requestedAt,
        @Schema(examples = "2026-11-23T10:14:00Z") @Nullable Instant decidedAt,

        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a") @Nullable
        UUID deploymentId,

        @Schema(examples = "failed") @Nullable Outcome outcome,

        @Schema(examples = "The archive did not start.") @Nullable
        String failure,

        @Schema(examples = "true") boolean isForAgent,
        @Schema(examples = "/shop") @Nullable String contextRoot,
        @Schema(examples = "/api/ready") @Nullable String probePath,
        @Schema(examples = "30") @Nullable Integer probeSeconds,

        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a") @Nullable
        UUID syncId,

        @Schema(examples = "2026-11-23T10:14:01Z") @Nullable Instant claimedAt,

        @Schema(
                description =
                        "When the agent that executes it last reported, if that is over five minutes ago: then it can be given up.",
                examples = "2026-11-23T10:14:16Z")
        @Nullable
        Instant silentSince,

        @Schema(description = "The environment that the release comes from, if it is promoted.", examples = "staging")
        @Nullable
        String promotedFrom,

        @Schema(description = "Who ran the pipeline that requested it, according to its GitLab.", examples = "jane")
        @Nullable
        String triggeredBy,

        @Schema(examples = "deploy") DeploymentKind kind,

        @Schema(description = "The version of the configuration that it deploys.", examples = "4") @Nullable
        Integer configurationVersion,

        @Schema(description = "The version that was in force when it began.", examples = "3") @Nullable
        Integer configurationBefore,

        @Schema(examples = "false") boolean keepsConfiguration,

        @Schema(description = "The only release that it may replace, if it was requested for one.", examples = "1.4.1")
        @Nullable
        String fromVersion) {

    /**
     * Shows a request.
     *
     * @param approvals the last verdicts, of this candidate and this request among others
     * @param deployments the resulting deployments, of this request among others
     * @param silences since when executing agents are silent, of this request among others
     */
    static DeploymentRequestResponse of(
            DeploymentRequest request,
            List<ApprovalResponse> approvals,
            Map<UUID, Deployment> deployments,
            Map<UUID, Instant> silences) {
        Optional<Deployment> deployment = request.deploymentId().map(deployments::get);
        UUID release = request.candidate().release().id();
        String environment = request.candidate().environment().name();
        UUID configure = request.isConfigure() ? request.id() : null;
        return new DeploymentRequestResponse(
                request.id(),
                request.candidate().service(),
                request.candidate().release().version(),
                release,
                environment,
                request.channel(),
                request.actor(),
                request.state(),
                request.isRollback(),
                request.comment().orElse(null),
                request.reasons(),
                approvals.stream()
                        .filter(approval -> approval.releaseId().equals(release)
                                && approval.environment().equals(environment)
                                && Objects.equals(approval.requestId(), configure))
                        .toList(),
                request.requestedAt(),
                request.decidedAt().orElse(null),
                request.deploymentId().orElse(null),
                deployment.map(Deployment::outcome).orElse(null),
                deployment.flatMap(Deployment::failure).orElse(null),
                request.isForAgent(),
                request.probe().contextRoot(),
                request.probe().probePath(),
                request.probe().probeSeconds(),
                request.syncId().orElse(null),
                request.claimedAt().orElse(null),
                silences.get(request.id()),
                request.promotedFrom().orElse(null),
                request.trigger().map(Trigger::login).orElse(null),
                request.kind(),
                request.configurationVersion().orElse(null),
                request.configurationBefore().orElse(null),
                request.keepsConfiguration(),
                request.fromVersion().orElse(null));
    }
}
