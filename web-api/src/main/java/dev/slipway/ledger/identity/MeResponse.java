package dev.slipway.ledger.identity;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The caller, as the ledger sees them.
 *
 * @param name the name that goes into the ledger
 * @param roles what they may do
 */
@Schema(
        description = "The caller.",
        requiredProperties = {"name", "roles"})
public record MeResponse(
        @Schema(examples = "alice") String name,
        @Schema(examples = "[\"viewer\", \"deployer\"]") List<String> roles) {

    /** Keeps a copy. */
    public MeResponse {
        roles = List.copyOf(roles);
    }
}
