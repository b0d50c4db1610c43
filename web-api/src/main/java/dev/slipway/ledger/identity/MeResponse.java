package dev.slipway.ledger.identity;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The caller, as the ledger sees them.
 *
 * @param name the name that goes into the ledger
 * @param roles what they may do
 * @param deploys which services they may deploy
 */
@Schema(description = "The caller.")
public record MeResponse(
        @Schema(examples = "alice") String name,
        @Schema(examples = "[\"viewer\", \"deployer\"]") List<String> roles,

        @Schema(description = "The services that the caller may deploy; `*` for all.", examples = "[\"*\"]")
        List<String> deploys) {

    public MeResponse {
        roles = List.copyOf(roles);
        deploys = List.copyOf(deploys);
    }
}
