package dev.slipway.ledger.request;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request to withdraw a deployment request. */
@Schema(description = "Why a deployment request is withdrawn.")
public record WithdrawRequest(
        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "A newer version comes instead.")
        @Nullable
        String comment) {}
