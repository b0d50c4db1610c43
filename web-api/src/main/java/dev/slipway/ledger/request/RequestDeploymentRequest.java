package dev.slipway.ledger.request;

import dev.slipway.ledger.candidate.Candidate;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for a deployment. The requester is the caller.
 *
 * @param channel the channel through which it will be deployed; if absent, derived from the caller
 * @param artifactDigest the archive that will be deployed, for the gate to compare
 * @param isRollback whether it is a rollback; false if absent
 * @param comment what approvers should know
 * @param isForAgent whether the line's agent executes it as soon as it is allowed; false if absent
 * @param contextRoot the context root, if not {@code /}; only for a service without a definition
 * @param probePath the path of the application's health check
 * @param probeSeconds the health check's timeout in seconds; 30 if absent
 * @param syncId the sync that it belongs to; only set by the agent that runs the sync
 * @param keepsConfiguration of a rollback, whether the configuration in force stays; false if absent
 * @param fromVersion the release that it replaces: if another is live before the agent begins, it is withdrawn
 */
@Schema(description = "A deployment to request.")
public record RequestDeploymentRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "web-shop")
        String service,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
        @Schema(examples = "1.4.0")
        String version,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @Schema(
                description = "If left out, it depends on the caller: *pipeline* for a machine, *page* for a browser's"
                        + " session, *cli* for a person's token. For the agent, no other is allowed.",
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"pipeline", "maven", "console", "cli", "scanner", "page"},
                examples = "pipeline")
        @Nullable
        Channel channel,

        @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String artifactDigest,

        @Schema(
                description = "Whether it is a rollback to an earlier release.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isRollback,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "What approvers should know.", examples = "Needs the new tax rates today.")
        @Nullable
        String comment,

        @Schema(
                description = "Whether the line's agent executes it as soon as it is allowed.",
                defaultValue = "false",
                examples = "true")
        @Nullable
        Boolean isForAgent,

        @Pattern(regexp = Text.CONTEXT_ROOT, message = Text.CONTEXT_ROOT_RULE)
        @Schema(
                description =
                        "Only for a service without a definition: its context root, if not `/`. For others, the definition's is"
                                + " used.",
                examples = "/shop")
        @Nullable
        String contextRoot,

        @Pattern(regexp = Text.PATH, message = Text.PATH_RULE)
        @Schema(description = "The path of the application's health check.", examples = "/api/ready")
        @Nullable
        String probePath,

        @Min(value = 1, message = PROBE_SECONDS_RULE)
        @Max(value = 600, message = PROBE_SECONDS_RULE)
        @Schema(description = "How many seconds the agent waits for it.", defaultValue = "30", examples = "30")
        @Nullable
        Integer probeSeconds,

        @Schema(
                description = "The sync that it is a part of; only for the agent that runs the sync.",
                examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        @Nullable
        UUID syncId,

        @Schema(
                description =
                        "For a rollback by the agent: whether the configuration in force stays; otherwise the one that"
                                + " the release last ran with there is restored.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean keepsConfiguration,

        @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
        @Schema(
                description =
                        "The release that it replaces, such as the one that a rollback undoes. If another one is live"
                                + " before the agent starts, the request is withdrawn. If left out, it replaces any.",
                examples = "1.4.1")
        @Nullable
        String fromVersion) {
    private static final String PROBE_SECONDS_RULE = "must be a whole number from 1 to 600";

    /**
     * A promotion, executed by the agent.
     *
     * @param probe the context root and the health check to use again
     */
    public static RequestDeploymentRequest promotion(
            Candidate candidate, ProbeOptions probe, @Nullable String comment) {
        return new RequestDeploymentRequest(
                candidate.service(),
                candidate.release().version(),
                candidate.environment().name(),
                null,
                candidate.release().artifactDigest().text(),
                false,
                comment,
                true,
                probe.contextRoot(),
                probe.probePath(),
                probe.probeSeconds(),
                null,
                null,
                null);
    }

    /** Whether it is a rollback. */
    boolean requestsRollback() {
        return Boolean.TRUE.equals(isRollback);
    }

    /** Whether the configuration in force stays in a rollback. */
    boolean retainsConfiguration() {
        return Boolean.TRUE.equals(keepsConfiguration);
    }

    /** Whether the configuration that the release last ran with is restored. */
    boolean restoresConfiguration() {
        return requestsRollback() && !retainsConfiguration() && Boolean.TRUE.equals(isForAgent) && syncId == null;
    }

    /**
     * Whether the agent deploys a release that ran there before: a health check that failed with it even then says
     * nothing about it now.
     */
    boolean returnsToEarlier() {
        return needsAgent() && (requestsRollback() || syncId != null);
    }

    /** The context root and the health check that it names; a timeout only if the agent executes it. */
    ProbeOptions probe() {
        return new ProbeOptions(contextRoot, probePath, needsAgent() ? probeSeconds : null);
    }

    /**
     * Whether its digest may come from a file that the requester has. The agent's syncs and rollbacks take theirs from
     * the ledger; not all clients say which release a rollback replaces.
     */
    boolean bringsArchive() {
        return Boolean.TRUE.equals(isForAgent) && syncId == null && fromVersion == null && !requestsRollback();
    }

    /** Whether the agent executes it. */
    boolean needsAgent() {
        return Boolean.TRUE.equals(isForAgent) || syncId != null;
    }
}
