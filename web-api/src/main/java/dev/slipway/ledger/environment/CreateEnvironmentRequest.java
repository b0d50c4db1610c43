package dev.slipway.ledger.environment;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to create an environment.
 *
 * @param name its identifier in the API
 * @param title its display name
 * @param rank its place among the others, lowest first
 */
@Schema(description = "An environment to be created.")
public record CreateEnvironmentRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "staging")
        String name,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "Staging")
        String title,

        @NotNull(message = Text.REQUIRED)
        @Min(value = 0, message = RANK_RULE)
        @Max(value = 9999, message = RANK_RULE)
        @Schema(examples = "50")
        Integer rank) {
    private static final String RANK_RULE = "must be a whole number from 0 to 9999";
}
