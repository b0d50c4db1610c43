package dev.slipway.ledger.deployment;

import dev.slipway.ledger.deployment.record.Claimed;
import dev.slipway.ledger.deployment.record.RecordDeploymentRequest;
import dev.slipway.ledger.deployment.record.Recorder;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.release.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A deployment, as clients see it.
 *
 * @param service what was deployed
 * @param releaseId the release; null if the archive belongs to none
 * @param version the release's version
 * @param commit the commit the release was built from, if that was recorded
 * @param artifactDigest the digest of the archive; null if it could no longer be read
 * @param archive the archive's name on the server; null if no worker has reported it
 * @param operation the management operation
 * @param channel how it was made
 * @param actor who did it
 * @param executor the management user that changed the workers on the actor's behalf: the agent's; else null
 * @param startedAt when it began
 * @param finishedAt when it finished
 * @param recordedAt when the ledger first recorded it
 * @param outcome how it ended
 * @param workers the workers that have reported it
 * @param requestId the deployment request that it fulfils; null if none
 * @param promotedFrom the environment that the release came from, if it was promoted
 * @param triggeredBy who ran the pipeline that requested it, according to GitLab; null if that is unknown
 * @param comment the comment of its request; null if there is none
 * @param kind whether it deployed a release or only a configuration
 * @param configurationVersion the configuration version that it ran with, or should have; null if unknown
 * @param failedService the server's service that failed to start; null if unknown
 * @param failure why it failed
 * @param failureLog what the server logged of the failure; null in lists, and for who may not read the service's log
 * @param witnesses the sources of its events, sorted, each once; null in lists
 */
@Schema(description = "A release that was deployed to an environment, or an archive that was undeployed there.")
public record DeploymentResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "web-shop") String service,
        @Schema(examples = "production") String environment,

        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e") @Nullable
        UUID releaseId,

        @Schema(examples = "1.4.0") @Nullable String version,

        @Schema(examples = "9fceb02d0ae598e95dc970b74767f19372d61af8") @Nullable
        String commit,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae") @Nullable
        String artifactDigest,

        @Schema(examples = "web-shop.war") @Nullable String archive,
        @Schema(examples = "deploy") Operation operation,
        @Schema(examples = "pipeline") Channel channel,
        @Schema(examples = "alice") String actor,
        @Schema(examples = "agent") @Nullable String executor,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant startedAt,
        @Schema(examples = "2026-11-23T10:15:42Z") Instant finishedAt,
        @Schema(examples = "2026-11-23T10:15:43Z") Instant recordedAt,
        @Schema(examples = "succeeded") Outcome outcome,
        List<String> workers,
        @Schema(examples = "false") boolean isRollback,

        @Schema(examples = "019aa1f2-0d4c-7b1e-9a57-3c5d7e9f1b2a") @Nullable
        UUID requestId,

        @Schema(description = "The environment that the release came from, if it was promoted.", examples = "staging")
        @Nullable
        String promotedFrom,

        @Schema(description = "Who ran the pipeline that requested it, according to its GitLab.", examples = "jane")
        @Nullable
        String triggeredBy,

        @Schema(description = "Why it was requested.", examples = "Needs the new tax rates today.") @Nullable
        String comment,

        @Schema(examples = "deploy") DeploymentKind kind,

        @Schema(
                description =
                        "The version of the configuration that it ran with, or should have; 0 if nothing was ever set.",
                examples = "4")
        @Nullable
        Integer configurationVersion,

        @Schema(examples = "jboss.persistenceunit.\"web-shop.war#shop\"") @Nullable
        String failedService,

        @Schema(examples = "The archive did not start.") @Nullable
        String failure,

        @Schema(
                description =
                        "What the server logged of the failure; not in lists, and only for admins and those who may deploy the service.",
                examples = "ERROR [org.jboss.msc.service.fail] MSC000001: Failed to start service")
        @Nullable
        String failureLog,

        @Schema(description = "The sources that reported it; not in lists.", examples = "[\"api\", \"audit-log\"]")
        @Nullable
        List<String> witnesses) {

    /** For those who may not read the service's log. */
    public DeploymentResponse withoutFailureLog() {
        return new DeploymentResponse(
                id,
                service,
                environment,
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
                workers,
                isRollback,
                requestId,
                promotedFrom,
                triggeredBy,
                comment,
                kind,
                configurationVersion,
                failedService,
                failure,
                null,
                witnesses);
    }

    /** Without what its request says, as the answer to its record. */
    public static DeploymentResponse of(Deployment deployment) {
        return of(deployment, null, null);
    }

    /** As lists show it, with who ran the pipeline that requested it, and why. */
    public static DeploymentResponse of(Deployment deployment, @Nullable String triggeredBy, @Nullable String comment) {
        Optional<Release> release = deployment.release();
        return new DeploymentResponse(
                deployment.id(),
                deployment.service().name(),
                deployment.environment().name(),
                release.map(Release::id).orElse(null),
                release.map(Release::version).orElse(null),
                release.flatMap(Release::commit).orElse(null),
                deployment.artifactDigest().map(Digest::text).orElse(null),
                deployment.archive().orElse(null),
                deployment.operation(),
                deployment.channel(),
                deployment.actor(),
                deployment.executor().orElse(null),
                deployment.startedAt(),
                deployment.finishedAt(),
                deployment.recordedAt(),
                deployment.outcome(),
                deployment.workers(),
                deployment.isRollback(),
                deployment.requestId().orElse(null),
                deployment.promotedFrom().orElse(null),
                triggeredBy,
                comment,
                deployment.kind(),
                deployment.configurationVersion().orElse(null),
                deployment.failedService().orElse(null),
                deployment.failure().orElse(null),
                null,
                null);
    }

    /** A claim that was just recorded and not observed yet. */
    public static DeploymentResponse claimed(
            UUID id, Claimed claimed, RecordDeploymentRequest request, Recorder recorder, Instant recordedAt) {
        return new DeploymentResponse(
                id,
                request.service(),
                request.environment(),
                claimed.releaseId(),
                request.version(),
                claimed.commit(),
                claimed.artifactDigest(),
                null,
                Operation.DEPLOY,
                recorder.channel(request),
                recorder.name(),
                null,
                request.startedAt(),
                request.finishedAt(),
                recordedAt,
                request.outcome(),
                List.of(),
                false,
                null,
                null,
                null,
                null,
                DeploymentKind.DEPLOY,
                claimed.configurationVersion(),
                null,
                request.failure(),
                null,
                null);
    }
}
