package dev.slipway.ledger.recovery;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * States whether a deployment needed intervention.
 *
 * @param isNeeded whether it needed an immediate rollback, fix or manual repair
 * @param note what happened
 */
@Schema(description = "Whether a deployment needed intervention.")
public record MarkInterventionRequest(
        @NotNull(message = Text.REQUIRED)
        @Schema(examples = "true", description = "Whether somebody had to step in at once.")
        Boolean isNeeded,

        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "Orders could not be paid for.")
        @Nullable
        String note) {}
