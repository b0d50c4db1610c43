package dev.slipway.ledger.sync;

import dev.slipway.ledger.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for an environment's workers to be brought in line. Who asks is not asked: it is the caller.
 *
 * @param environment whose workers
 */
@Schema(description = "An environment whose workers are to be brought in line.")
public record AskSyncRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment) {}
