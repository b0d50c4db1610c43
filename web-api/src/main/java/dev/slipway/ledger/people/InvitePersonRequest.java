package dev.slipway.ledger.people;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request to create an account for a person.
 *
 * @param name their user name
 * @param email their mail address
 * @param givenName the first name
 * @param familyName the last name
 * @param roles their initial roles; may be empty
 */
@Schema(description = "A person to be invited.")
public record InvitePersonRequest(
        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.USER_NAME, message = Text.USER_NAME_RULE)
        @Schema(examples = "alice")
        String name,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.MAIL_ADDRESS, message = Text.MAIL_ADDRESS_RULE)
        @Schema(examples = "alice@example.org")
        String email,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "Alice")
        String givenName,

        @NotNull(message = Text.REQUIRED)
        @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
        @Schema(examples = "Archer")
        String familyName,

        @NotNull(message = Text.REQUIRED) @Schema(examples = "[\"deployer\"]")
        List<@NotNull(message = Text.REQUIRED) Role> roles) {}
