package dev.slipway.ledger.group;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One worker of a server group.
 *
 * @param name the group's name and a number from 1
 * @param httpPort the port for requests, from httpd only
 * @param managementPort the port of its management interface
 */
@Schema(description = "One worker of a server group.")
public record GroupWorker(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = "^[a-z][a-z0-9-]{0,64}[0-9]$", message = "must be the group's name, - and a number from 1")
        @Schema(examples = "shop-production-1")
        String name,

        @NotNull(message = Text.REQUIRED)
        @Min(value = 1, message = PORT_RULE)
        @Max(value = LAST_PORT, message = PORT_RULE)
        @Schema(examples = "26000")
        Integer httpPort,

        @NotNull(message = Text.REQUIRED)
        @Min(value = 1, message = PORT_RULE)
        @Max(value = LAST_PORT, message = PORT_RULE)
        @Schema(examples = "26001")
        Integer managementPort) {
    private static final int LAST_PORT = 65_535;
    private static final String PORT_RULE = "must be a port from 1 to 65535";
}
