package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.deployment.Outcome;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The agent's report of a request's result.
 *
 * @param startedAt when the agent began
 * @param finishedAt when it finished
 * @param outcome how it ended
 * @param failure why it failed
 * @param putBackDigest the archive that was restored after a failure
 */
@Schema(description = "The result of a request that the agent executed.")
public record ReportResultRequest(
        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:30Z")
        Instant startedAt,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:42Z")
        Instant finishedAt,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "failed")
        Outcome outcome,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(description = "Why it failed.", examples = "The archive did not start.")
        @Nullable
        String failure,

        @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
        @Schema(
                description = "The archive that ran before and was restored, if it failed.",
                examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        @Nullable
        String putBackDigest) {}
