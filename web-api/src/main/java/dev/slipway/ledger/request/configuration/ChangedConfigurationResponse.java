package dev.slipway.ledger.request.configuration;

import dev.slipway.ledger.request.DeploymentRequestResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The result of a configuration change.
 *
 * @param version the version that the configuration has, or will have
 * @param changes the differences; empty if it was the same already
 * @param request the request for the agent; null if no restart is needed
 */
@Schema(name = "ChangedConfiguration", description = "The result of a configuration change.")
public record ChangedConfigurationResponse(
        @Schema(examples = "5") int version,

        @Schema(examples = "[\"FEATURE_X: off → on\", \"API_KEY: replaced\", \"OLD: removed\"]")
        List<String> changes,

        @Nullable DeploymentRequestResponse request) {

    public ChangedConfigurationResponse {
        changes = List.copyOf(changes);
    }
}
