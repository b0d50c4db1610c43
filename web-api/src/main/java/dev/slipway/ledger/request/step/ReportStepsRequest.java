package dev.slipway.ledger.request.step;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The agent's report of steps.
 *
 * @param items the steps; those reported before are ignored
 */
@Schema(description = "Steps of the agent for a request.")
public record ReportStepsRequest(
        @NotNull(message = Text.REQUIRED) @Size(min = 1, max = 200, message = "must be 1 to 200 steps") @Valid
        List<@NotNull(message = Text.REQUIRED) StepItem> items) {}
