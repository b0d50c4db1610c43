package dev.slipway.ledger.figure;

import dev.slipway.ledger.group.restart.ReportedConfiguration;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The metrics of the workers of one server group.
 *
 * @param service the service that it runs
 * @param configured what its workers are configured with, as a digest
 * @param isDue whether one of them runs something else, or has not what the others run
 * @param workers one by one
 */
@Schema(description = "The metrics of one server group's workers.")
public record GroupFigures(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "shop")
        String service,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
        @Schema(examples = "production")
        String environment,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^[0-9a-f]{64}$", message = "must be 64 of 0-9 and a-f")
        @Schema(examples = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String configured,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "false")
        Boolean isDue,

        @NotNull(message = Text.REQUIRED) @Size(max = 16, message = "must be 16 workers at most") @Valid
        List<@NotNull(message = Text.REQUIRED) WorkerFigures> workers) {

    ReportedConfiguration configuration() {
        return new ReportedConfiguration(service, environment, configured, isDue);
    }
}
