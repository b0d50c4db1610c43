package dev.slipway.ledger.agent;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request for work, in the caller's name.
 *
 * @param environment the environment that the agent serves
 */
@Schema(description = "An agent's poll for work.")
public record ClaimRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment) {}
