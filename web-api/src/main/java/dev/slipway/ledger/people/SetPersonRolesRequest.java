package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to replace a person's roles.
 *
 * @param roles the new roles; may be empty
 */
@Schema(description = "The roles that a person is to have.")
public record SetPersonRolesRequest(
        @NotNull(message = Text.REQUIRED) @Schema(examples = "[\"deployer\", \"approver\"]")
        List<@NotNull(message = Text.REQUIRED) Role> roles) {}
