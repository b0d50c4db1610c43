package dev.slipway.ledger.request.step;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of the agent for a request.
 *
 * @param number its number among the request's steps, from 1, assigned by the agent
 * @param at when it was
 * @param kind whether it began, is done, or failed
 * @param worker the worker that it was done on, if it was on one
 * @param text what was done, for people
 */
@Schema(name = "Step", description = "One step of the agent for a request.")
public record StepItem(
        @NotNull(message = Text.REQUIRED)
        @Min(value = 1, message = NUMBER_RULE)
        @Max(value = StepItem.MOST, message = NUMBER_RULE)
        @Schema(examples = "1")
        Integer number,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "2026-11-23T10:15:30Z")
        Instant at,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "started")
        StepKind kind,

        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE) @Schema(examples = "worker-1") @Nullable
        String worker,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "worker-1 is drained")
        String text) {
    static final int MOST = 10_000;
    private static final String NUMBER_RULE = "must be a whole number from 1 to 10000";
}
