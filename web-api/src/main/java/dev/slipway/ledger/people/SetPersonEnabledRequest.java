package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to enable or disable an account.
 *
 * @param isEnabled whether the person can sign in
 */
@Schema(description = "Whether a person can sign in.")
public record SetPersonEnabledRequest(
        @NotNull(message = Text.REQUIRED) @Schema(examples = "false")
        Boolean isEnabled) {}
