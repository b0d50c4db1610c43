package dev.slipway.ledger.figure;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Reports the metrics of services' workers.
 *
 * @param groups one by one
 */
@Schema(description = "The metrics of services' workers.")
public record ReportFiguresRequest(
        @NotNull(message = Text.REQUIRED) @Size(max = 500, message = "must be 500 server groups at most") @Valid
        List<@NotNull(message = Text.REQUIRED) GroupFigures> groups) {}
