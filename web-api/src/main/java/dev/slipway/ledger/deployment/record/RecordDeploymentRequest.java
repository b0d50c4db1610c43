package dev.slipway.ledger.deployment.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.DeploymentKind;
import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to record a deployment. The actor is the caller.
 *
 * @param service what was deployed
 * @param channel how it was made; follows from the caller, only an admin may set another
 * @param startedAt when it began
 * @param finishedAt when it finished
 * @param outcome how it ended
 * @param requestId the deployment request that it fulfils, if any
 * @param isRollback whether it is a rollback; false if absent
 * @param failure why it failed
 */
@ValidPeriod
@Schema(description = "A deployment to be recorded.")
public record RecordDeploymentRequest(
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
                description =
                        "If left out, it depends on the caller: *pipeline* for a machine, *cli* for a person. Only an"
                                + " admin, who imports a history from elsewhere, may name another.",
                type = SchemaType.STRING,
                implementation = String.class,
                enumeration = {"pipeline", "maven", "console", "cli", "scanner", "page"},
                examples = "pipeline")
        @Nullable
        Channel channel,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:30Z")
        Instant startedAt,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:42Z")
        Instant finishedAt,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "succeeded")
        Outcome outcome,

        @Schema(
                description = "The deployment request that the gate allowed.",
                examples = "019aa1f2-0d4c-7b1e-9a57-3c5d7e9f1b2a")
        @Nullable
        UUID requestId,

        @Schema(description = "Whether it was a rollback to an earlier release.", defaultValue = "false") @Nullable
        Boolean isRollback,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "Why it failed.", examples = "The archive did not start.")
        @Nullable
        String failure)
        implements HasPeriod {

    /**
     * The event to keep of it, which the audit chain covers.
     *
     * @param kind whether it brought a release or only a configuration
     * @param configurationVersion the configuration version that it ran with, if that is known
     */
    public String event(DeploymentKind kind, Optional<Integer> configurationVersion) {
        ObjectNode event = Json.mapper().valueToTree(this);
        event.put("kind", kind.toString());
        configurationVersion.ifPresent(version -> event.put("configurationVersion", version));
        return event.toString();
    }

    /**
     * The same with both times moved back by as much as the client's clock is ahead, so that it is not newer than later
     * records.
     */
    RecordDeploymentRequest notAfter(Instant now) {
        if (!finishedAt.isAfter(now)) {
            return this;
        }
        Instant started = startedAt.minus(Duration.between(now, finishedAt));
        return new RecordDeploymentRequest(
                service, version, environment, channel, started, now, outcome, requestId, isRollback, failure);
    }

    /** Whether it succeeded, is no rollback and fulfils no deployment request, so that nothing else depends on it. */
    boolean standsAlone() {
        return outcome == Outcome.SUCCEEDED && requestId == null && !Boolean.TRUE.equals(isRollback);
    }
}
