package dev.slipway.ledger.deployment;

import dev.slipway.ledger.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a deployment to be recorded. Who did it is not asked: it is the caller.
 *
 * @param service what was deployed
 * @param version which of its releases
 * @param environment where to
 * @param channel through which door; it follows from who records, and only an admin may name another
 * @param startedAt when it began
 * @param finishedAt when it was over
 * @param outcome how it ended
 * @param requestId the request that the gate let through for it, if there was one
 * @param isRollback whether it put an earlier release back; not if absent
 * @param failure why it failed
 */
@InOrder
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
                description = "It follows from who records: a machine's is *pipeline*, a person's *cli*. Left out, or"
                        + " the same; only an admin, who brings along a history from elsewhere, may name another.",
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
                description = "The request that the gate let through for it.",
                examples = "019aa1f2-0d4c-7b1e-9a57-3c5d7e9f1b2a")
        @Nullable
        UUID requestId,

        @Schema(description = "Whether it put an earlier release back.", defaultValue = "false") @Nullable
        Boolean isRollback,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "Why it failed.", examples = "The archive did not start.")
        @Nullable
        String failure)
        implements Timed {

    /** Whether it succeeded, and neither repairs anything nor was asked of the gate: nobody is waiting to hear of it. */
    boolean isPlain() {
        return outcome == Outcome.SUCCEEDED && requestId == null && !Boolean.TRUE.equals(isRollback);
    }
}
