package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Asks for an account to be enabled or disabled.
 *
 * @param isEnabled whether they can sign in
 */
@Schema(description = "Whether somebody can sign in.")
public record SetPersonEnabledRequest(
        @NotNull(message = Text.REQUIRED) @Schema(examples = "false")
        Boolean isEnabled) {}
