package dev.slipway.ledger.request;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of a change of a configuration.
 *
 * @param version the version that the configuration has, or will have
 * @param changes what is different; nothing where it was so already
 * @param request what the agent is to carry out; null where nothing runs that would have to be restarted, or nothing changed
 */
@Schema(
        name = "ChangedConfiguration",
        description = "What came of a change of a configuration.",
        requiredProperties = {"version", "changes"})
public record ChangedConfigurationResponse(
        @Schema(examples = "5") int version,

        @Schema(examples = "[\"FEATURE_X: off → on\", \"API_KEY: replaced\", \"OLD: removed\"]")
        List<String> changes,

        @Nullable DeploymentRequestResponse request) {

    /** Keeps a copy. */
    public ChangedConfigurationResponse {
        changes = List.copyOf(changes);
    }
}
