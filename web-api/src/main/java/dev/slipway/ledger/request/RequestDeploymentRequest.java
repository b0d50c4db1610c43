package dev.slipway.ledger.request;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a deployment to be let through. Who asks is not asked: it is the caller.
 *
 * @param service whose release
 * @param version which of its releases
 * @param environment where to
 * @param channel through which door it will be deployed
 * @param artifactDigest the archive that will be deployed, for the gate to compare
 * @param isRollback whether an earlier release is to be put back; not if absent
 * @param comment what approvers should know
 */
@Schema(description = "A deployment that is to be let through.")
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

        @NotNull(message = Text.REQUIRED) @Schema(examples = "pipeline")
        Channel channel,

        @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String artifactDigest,

        @Schema(
                description = "Whether an earlier release is to be put back.",
                defaultValue = "false",
                examples = "false")
        @Nullable
        Boolean isRollback,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "What approvers should know.", examples = "Needs the new tax rates today.")
        @Nullable
        String comment) {}
