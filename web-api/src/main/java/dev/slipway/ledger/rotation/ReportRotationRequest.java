package dev.slipway.ledger.rotation;

import dev.slipway.ledger.platform.text.Moment;
import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A report that a secret was rotated.
 *
 * @param secret its name; a service's secret is prefixed with the service and the environment
 * @param by the user of the line's machine who requested it
 * @param rotatedAt when the new value came into use
 */
@Schema(description = "A secret of the line was rotated.")
public record ReportRotationRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(
                regexp = "^[a-z][a-z0-9/-]{0,126}$",
                message = "must be a secret's name, as slipway rotate --list shows it")
        @Schema(examples = "shop-production/oidc-secret")
        String secret,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "jane")
        String by,

        @NotNull(message = Text.REQUIRED)
        @Moment
        @Schema(implementation = Instant.class, examples = "2026-11-27T02:30:00Z")
        String rotatedAt) {}
