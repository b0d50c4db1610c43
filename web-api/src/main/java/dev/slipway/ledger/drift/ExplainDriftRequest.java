package dev.slipway.ledger.drift;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to explain a drift.
 *
 * @param note the explanation
 */
@Schema(description = "Why a worker differs from the ledger.")
public record ExplainDriftRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.PARAGRAPH, message = Text.PARAGRAPH_RULE)
        @Schema(examples = "A hotfix by hand, agreed with operations; 1.4.1 will carry it.")
        String note) {}
