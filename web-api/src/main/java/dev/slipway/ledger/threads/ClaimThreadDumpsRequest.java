package dev.slipway.ledger.threads;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An agent's request for the thread dumps that it can take.
 *
 * @param environments the environments whose workers it reaches
 */
@Schema(description = "An agent's poll for requested thread dumps.")
public record ClaimThreadDumpsRequest(
        @NotNull(message = Text.REQUIRED)
        @Size(min = 1, max = 100, message = "must have 1 to 100 elements")
        @Schema(examples = "[\"production\"]")
        List<@NotNull(message = Text.REQUIRED) @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) String>
                environments) {}
