package dev.slipway.ledger.group.restart;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request for a restart, in the caller's name.
 *
 * @param reason for people to read; null if not stated
 */
@Schema(description = "Why workers are to be restarted.")
public record RequestRestartRequest(
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE) @Schema(examples = "Its cache is stale") @Nullable
        String reason) {}
